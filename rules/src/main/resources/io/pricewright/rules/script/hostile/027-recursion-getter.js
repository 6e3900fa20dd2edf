// outcome: script_error
// tries: Calls itself through a getter.
export function price(usage, params, context) {
  const o = {get x() { return o.x; }}; o.x;
}
