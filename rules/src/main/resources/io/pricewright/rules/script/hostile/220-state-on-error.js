// outcome: priced
// tries: Keeps a count on an error of the prelude.
export function price(usage, params, context) {
  let n = 0; try { Decimal.from({}); } catch (e) { e.calls = (e.calls || 0) + 1; n = e.calls; }
  return [{label: 'n' + n, amount: '1'}];
}
