// outcome: script_error
// tries: A number with a huge exponent.
export function price(usage, params, context) {
  Decimal.from('1e999999999');
}
