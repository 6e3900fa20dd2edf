// outcome: priced
// tries: Counts evaluations in lastIndex of a literal.
export function price(usage, params, context) {
  const f = () => /a/g; const r = f(); r.lastIndex++;
  return [{label: 'n' + r.lastIndex, amount: '1'}];
}
