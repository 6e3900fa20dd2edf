// A share of the value used, such as a payment volume.
export function price(usage, params) {
  if (usage.quantity.isZero()) return [];
  const share = Decimal.from(params.percentage).times('0.01');
  return [{label: params.percentage + ' %', quantity: usage.quantity, unit_price: share, amount: usage.quantity.times(share)}];
}
