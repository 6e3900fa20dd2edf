// outcome: script_result
// tries: An object that inherits from Decimal.
export function price(usage, params, context) {
  return [{label: 'x', amount: Object.create(Decimal.prototype)}];
}
