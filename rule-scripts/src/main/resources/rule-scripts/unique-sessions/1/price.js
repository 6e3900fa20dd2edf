/**
 * A price for each distinct session beyond the free ones, up to a most for the period.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, free_sessions?: DecimalText, maximum?: DecimalText}} params
 */
export function price(usage, params) {
  const due = usage.quantity.minus(params.free_sessions ?? '0');
  if (due.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  const plain = due.times(unit);
  /** @type {Line[]} */
  const lines = [{label: 'sessions', quantity: due, unit_price: unit, amount: plain}];
  if (params.maximum !== undefined && plain.gt(params.maximum)) {
    lines.push({label: 'cut to the maximum', amount: Decimal.from(params.maximum).minus(plain)});
  }
  return lines;
}
