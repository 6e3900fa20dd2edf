// outcome: amount_out_of_range
// tries: Amounts whose sum is beyond all money.
export function price(usage, params, context) {
  return Array(100).fill({label: 'x', amount: '90000000000000000000000000'});
}
