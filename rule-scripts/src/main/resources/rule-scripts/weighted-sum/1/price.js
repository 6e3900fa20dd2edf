/**
 * A price for what was held on average, stated for the whole period or for each of its hours.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, hours?: DecimalText}} params
 */
export function price(usage, params) {
  if (usage.quantity.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  const held = params.hours === undefined ? usage.quantity : usage.quantity.times(params.hours);
  const label = params.hours === undefined ? 'average of the period' : 'unit-hours';
  return [{label, quantity: held, unit_price: unit, amount: held.times(unit)}];
}
