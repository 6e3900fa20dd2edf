// Every line with a remark is refused by the types; the test counts them.
/**
 * @param {Usage} usage
 * @param {{amount: DecimalText, tiers: Tier[]}} params
 * @param {Context} context
 * @returns {Result}
 */
export function price(usage, params, context) {
  usage.quantity = Decimal.from('1'); // refused: usage is read only
  const a = usage.quantity * 2; // refused: operators do not work on a Decimal
  const b = usage.quantity.div('3'); // refused: scale and rounding are stated
  const c = usage.quantity.round(2, 'HALF_DOWN'); // refused: no such rounding
  const d = Math.random(); // refused: there is no randomness
  const e = new Date(); // refused: there is no clock
  const f = context.now; // refused: the context has no time of an event
  const g = usage.properties; // refused: usage is a sum, it has no properties
  const h = packages(usage.quantity, '10', 'nearest'); // refused: up or down
  const i = params.tiers[0].price; // refused: a tier has a unit_amount
  const j = [3, 1, 2].sort(); // refused: sort takes a comparing function
  const k = Math.pow(2, 3); // refused: not exact on every machine
  const l = JSON.stringify(params); // refused: there is no JSON
  const m = 'a'.match(/a/); // refused: texts have no match
  const n = context.period.begin; // refused: it is called start
  const o = Decimal.from(null); // refused: null is no decimal
  if (d) return [{label: 'x', amount: 3}]; // refused: a number is not money
  if (e) return [{amount: '3'}]; // refused: a line has a label
  if (f) return [{label: 'x', amount: '3', price: '1'}]; // refused: unknown field
  tiers.graduated(usage.quantity, [{up_to: '5'}]); // refused: a tier has a unit_amount
  return [{label: String([a, b, c, g, h, i, j, k, l, m, n, o].length), amount: '0'}];
}
