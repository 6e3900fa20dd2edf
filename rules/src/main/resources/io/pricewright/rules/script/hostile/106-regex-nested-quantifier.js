// outcome: priced
// tries: A pattern with nested quantifiers over a long text.
export function price(usage, params, context) {
  /(a+)+$/.test('a'.repeat(30000) + 'b');
  return [{label: 'ok', amount: '1'}];
}
