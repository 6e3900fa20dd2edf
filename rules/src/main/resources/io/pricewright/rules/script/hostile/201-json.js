// outcome: script_error
// tries: Reads JSON.
export function price(usage, params, context) {
  JSON.parse('1');
}
