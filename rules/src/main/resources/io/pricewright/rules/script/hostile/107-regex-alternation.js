// outcome: priced
// tries: Overlapping alternatives over a long text.
export function price(usage, params, context) {
  /(a|a|aa)+$/.test('a'.repeat(30000) + 'b');
  return [{label: 'ok', amount: '1'}];
}
