/**
 * Nothing for the included quota; beyond it a price for each unit, or for each begun package.
 * @param {Usage} usage
 * @param {{included: DecimalText, unit_amount: DecimalText, package_size?: DecimalText}} params
 */
export function price(usage, params) {
  const over = usage.quantity.minus(params.included);
  if (over.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  if (params.package_size === undefined) {
    return [{label: 'beyond ' + params.included, quantity: over, unit_price: unit, amount: over.times(unit)}];
  }
  const count = packages(over, params.package_size, 'up');
  const label = 'packages of ' + params.package_size + ' beyond ' + params.included;
  return [{label, quantity: count, unit_price: unit, amount: count.times(unit)}];
}
