// outcome: priced
// tries: An amount of ninety decimals, of which twelve are kept.
export function price(usage, params, context) {
  return [{label: 'x', amount: Decimal.from('1').div('3', 90, 'UP')}];
}
