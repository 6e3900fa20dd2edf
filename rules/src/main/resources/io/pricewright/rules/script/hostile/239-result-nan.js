// outcome: script_result
// tries: Not a number.
export function price(usage, params, context) {
  return [{label: 'x', amount: NaN}];
}
