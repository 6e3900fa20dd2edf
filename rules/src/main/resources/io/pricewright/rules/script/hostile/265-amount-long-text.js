// outcome: script_result
// tries: An amount of sixty thousand digits.
export function price(usage, params, context) {
  return [{label: 'x', amount: '9'.repeat(60000)}];
}
