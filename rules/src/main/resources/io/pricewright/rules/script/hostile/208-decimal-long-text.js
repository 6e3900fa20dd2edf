// outcome: script_error
// tries: A number of sixty thousand digits.
export function price(usage, params, context) {
  Decimal.from('9'.repeat(60000));
}
