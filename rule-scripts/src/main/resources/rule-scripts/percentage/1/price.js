/**
 * A share of the amounts used in a period, such as a payment volume, beyond what is free.
 * @param {Usage} usage
 * @param {{percentage: DecimalText, free_amount?: DecimalText}} params
 */
export function price(usage, params) {
  const due = usage.quantity.minus(params.free_amount ?? '0');
  if (due.lte('0')) return [];
  const share = Decimal.from(params.percentage).times('0.01');
  return [{label: params.percentage + ' %', quantity: due, unit_price: share, amount: due.times(share)}];
}
