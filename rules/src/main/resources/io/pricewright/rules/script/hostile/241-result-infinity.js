// outcome: script_result
// tries: Infinity.
export function price(usage, params, context) {
  return [{label: 'x', amount: 'Infinity'}];
}
