// outcome: priced
// tries: Keeps a count on what a helper answers.
export function price(usage, params, context) {
  const t = tiers.graduated(0, [{up_to: null, unit_amount: '1'}]); t.calls = (t.calls || 0) + 1;
  const d = Decimal.from(0); try { d.calls = (d.calls || 0) + 1; } catch (e) {}
  return [{label: t.calls + ' ' + d.calls, amount: '1'}];
}
