// outcome: script_error
// tries: Throws a Decimal.
export function price(usage, params, context) {
  throw Decimal.from('1');
}
