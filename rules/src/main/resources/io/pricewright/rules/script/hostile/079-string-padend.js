// outcome: script_error
// tries: Pads a text.
export function price(usage, params, context) {
  'x'.padEnd(1e9);
}
