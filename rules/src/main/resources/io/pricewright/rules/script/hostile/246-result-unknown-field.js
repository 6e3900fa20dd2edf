// outcome: script_result
// tries: A field nobody knows.
export function price(usage, params, context) {
  return [{label: 'x', amount: '1', cost: '1'}];
}
