/**
 * A price for each unit beyond what is free.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, free: DecimalText}} params
 */
export function price(usage, params) {
  const paid = usage.quantity.minus(params.free);
  if (paid.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  return [{label: 'beyond ' + params.free, quantity: paid, unit_price: unit, amount: paid.times(unit)}];
}
