/**
 * A price per unit; what exceeds the committed amount costs more, what falls short of it is made up.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, commitment: DecimalText, overage_factor: DecimalText, true_up?: boolean}} params
 */
export function price(usage, params) {
  if (usage.quantity.lte('0')) return [];
  const unit = Decimal.from(params.unit_amount);
  const plain = usage.quantity.times(unit);
  const beyond = plain.minus(params.commitment);
  /** @type {Line[]} */
  const lines = [{label: 'usage', quantity: usage.quantity, unit_price: unit, amount: plain}];
  if (beyond.gt('0')) {
    const more = Decimal.from(params.overage_factor).minus('1');
    lines.push({label: 'overage', quantity: beyond, unit_price: more, amount: beyond.times(more)});
  } else if (params.true_up === true) {
    lines.push({label: 'commitment not used', amount: beyond.neg()});
  }
  return lines;
}
