/**
 * A price per unit, kept between a minimum and a maximum once anything is used.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, minimum?: DecimalText, maximum?: DecimalText}} params
 */
export function price(usage, params) {
  if (usage.quantity.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  const plain = usage.quantity.times(unit);
  /** @type {Line[]} */
  const lines = [{label: 'usage', quantity: usage.quantity, unit_price: unit, amount: plain}];
  const raised = params.minimum === undefined ? plain : plain.max(params.minimum);
  const kept = params.maximum === undefined ? raised : raised.min(params.maximum);
  if (!kept.eq(plain)) lines.push({label: kept.gt(plain) ? 'raised to the minimum' : 'cut to the maximum', amount: kept.minus(plain)});
  return lines;
}
