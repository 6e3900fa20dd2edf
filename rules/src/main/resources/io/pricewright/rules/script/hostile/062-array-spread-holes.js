// outcome: script_error
// tries: Spreads an array of four thousand million holes.
export function price(usage, params, context) {
  [...Array(4294967295)];
}
