// outcome: priced
// tries: A scale of minus zero and a quantity of minus zero.
export function price(usage, params, context) {
  return [{label: 'x', amount: Decimal.from(-0).round(-0, 'UP').div(1, -0, 'UP').plus('1')}];
}
