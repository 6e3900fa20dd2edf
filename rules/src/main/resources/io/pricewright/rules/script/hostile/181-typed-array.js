// outcome: script_error
// tries: Asks for two thousand million bytes.
export function price(usage, params, context) {
  new Uint8Array(2147483639);
}
