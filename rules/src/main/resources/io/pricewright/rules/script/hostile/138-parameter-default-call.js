// outcome: publish_error
// tries: Recursion in a parameter default, before the step is counted.
export function price(usage, params, context) {
  const f = (x = f()) => x; f();
}
