// outcome: script_error
// tries: Throws undefined.
export function price(usage, params, context) {
  throw undefined;
}
