// outcome: amount_out_of_range
// tries: An amount beyond all money.
export function price(usage, params, context) {
  return [{label: 'x', amount: '99999999999999999999999999999'}];
}
