// outcome: script_result
// tries: A number for money.
export function price(usage, params, context) {
  return [{label: 'x', amount: 1}];
}
