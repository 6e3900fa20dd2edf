// One unit's share of the number of units that a price is stated for.
const SHARES = {'1': '1', '1000': '0.001', '1000000': '0.000001', '1000000000': '0.000000001'};

/**
 * A price for so many units, and if stated a fee once anything is used.
 * @param {Usage} usage
 * @param {{unit_amount: DecimalText, per?: keyof typeof SHARES, base_fee?: DecimalText}} params
 */
export function price(usage, params) {
  if (usage.quantity.isZero()) return [];
  const unit = Decimal.from(params.unit_amount).times(SHARES[params.per ?? '1']);
  /** @type {Line[]} */
  const lines = [{label: 'usage', quantity: usage.quantity, unit_price: unit, amount: usage.quantity.times(unit)}];
  if (params.base_fee !== undefined) lines.push({label: 'base fee', amount: params.base_fee});
  return lines;
}
