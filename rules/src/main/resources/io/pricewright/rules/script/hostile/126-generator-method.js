// outcome: publish_error
// tries: A generator method.
export function price(usage, params, context) {
  const o = {*g() { for (;;) yield 1; }}; [...o.g()];
}
