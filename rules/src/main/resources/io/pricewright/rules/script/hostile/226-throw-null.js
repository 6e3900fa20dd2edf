// outcome: script_error
// tries: Throws null.
export function price(usage, params, context) {
  throw null;
}
