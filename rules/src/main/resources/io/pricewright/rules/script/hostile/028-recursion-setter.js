// outcome: script_error
// tries: Calls itself through a setter.
export function price(usage, params, context) {
  const o = {set x(v) { o.x = v; }}; o.x = 1;
}
