// outcome: script_error
// tries: Spreads the keys of an array of a thousand million.
export function price(usage, params, context) {
  [...Array(1e9).keys()];
}
