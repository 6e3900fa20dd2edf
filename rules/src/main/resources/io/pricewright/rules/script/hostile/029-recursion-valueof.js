// outcome: script_error
// tries: Calls itself through valueOf.
export function price(usage, params, context) {
  const o = {valueOf() { return +o; }}; +o;
}
