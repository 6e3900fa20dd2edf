/**
 * An amount for every package of divide_by units, begun ('up') or full ('down').
 * @param {Usage} usage
 * @param {{amount: DecimalText, divide_by: DecimalText, round?: 'up' | 'down'}} params
 */
export function price(usage, params) {
  const count = packages(usage.quantity, params.divide_by, params.round ?? 'up');
  if (count.isZero()) return [];
  const unit = Decimal.from(params.amount);
  return [{label: 'packages of ' + params.divide_by, quantity: count, unit_price: unit, amount: count.times(unit)}];
}
