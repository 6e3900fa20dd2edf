// outcome: priced
// tries: Leaves a hundred calls by errors, to leave the depth raised for the next evaluation.
export function price(usage, params, context) {
  const f = n => { if (n === 0) throw 0; f(n - 1); };
  for (let i = 0; i < 100; i++) try { f(100); } catch (e) {}
  return [{label: 'ok', amount: '1'}];
}
