// outcome: script_result
// tries: A label of sixty thousand characters.
export function price(usage, params, context) {
  return [{label: 'x'.repeat(60000), amount: '1'}];
}
