// outcome: script_error
// tries: BigInt by name.
export function price(usage, params, context) {
  BigInt('9'.repeat(60000));
}
