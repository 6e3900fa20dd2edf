// outcome: amount_out_of_range
// tries: An amount of ninety decimals.
export function price(usage, params, context) {
  return [{label: 'x', amount: Decimal.from('1').div('3', 90, 'UP')}];
}
