// outcome: script_error
// tries: Fills an array of a thousand million.
export function price(usage, params, context) {
  new Array(1e9).fill(0);
}
