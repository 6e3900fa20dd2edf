/**
 * A share of each transaction and a fee for it, kept between a minimum and a maximum.
 * @param {UsageEvent} event
 * @param {{percentage: DecimalText, fixed_fee?: DecimalText, minimum?: DecimalText, maximum?: DecimalText}} params
 */
export function rate(event, params) {
  if (event.quantity.lte('0')) return [];
  const share = Decimal.from(params.percentage).times('0.01');
  const fixed = Decimal.from(params.fixed_fee ?? '0');
  const due = event.quantity.times(share);
  /** @type {Line[]} */
  const lines = [{label: params.percentage + ' %', quantity: event.quantity, unit_price: share, amount: due}];
  if (!fixed.isZero()) lines.push({label: 'fee per transaction', amount: fixed});
  const fee = due.plus(fixed);
  const raised = params.minimum === undefined ? fee : fee.max(params.minimum);
  const kept = params.maximum === undefined ? raised : raised.min(params.maximum);
  if (!kept.eq(fee)) lines.push({label: kept.gt(fee) ? 'raised to the minimum' : 'cut to the maximum', amount: kept.minus(fee)});
  return lines;
}
