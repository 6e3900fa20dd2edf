/**
 * A price for each unit of the latest snapshot, and for at least so many once there is one.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, minimum_units?: DecimalText}} params
 */
export function price(usage, params) {
  if (usage.quantity.lte('0')) return [];
  const units = usage.quantity.max(params.minimum_units ?? '0');
  const unit = Decimal.from(params.unit_amount);
  const label = units.gt(usage.quantity) ? 'units, at least ' + params.minimum_units : 'units';
  return [{label, quantity: units, unit_price: unit, amount: units.times(unit)}];
}
