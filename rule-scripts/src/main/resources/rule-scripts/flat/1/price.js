/**
 * The same amount for every unit.
 * @param {Usage} usage
 * @param {{amount: DecimalText}} params
 */
export function price(usage, params) {
  if (usage.quantity.isZero()) return [];
  const unit = Decimal.from(params.amount);
  return [{label: 'usage', quantity: usage.quantity, unit_price: unit, amount: usage.quantity.times(unit)}];
}
