// outcome: publish_error
// tries: A generator.
export function price(usage, params, context) {
  function* g() { for (;;) yield 1; } [...g()];
}
