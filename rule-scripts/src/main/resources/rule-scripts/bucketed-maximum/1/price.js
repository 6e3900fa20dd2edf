/**
 * One bucket's maximum, beyond what is included in each bucket.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, included?: DecimalText}} params
 */
export function price(usage, params) {
  const due = usage.quantity.minus(params.included ?? '0');
  if (due.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  return [{label: 'maximum of the bucket', quantity: due, unit_price: unit, amount: due.times(unit)}];
}
