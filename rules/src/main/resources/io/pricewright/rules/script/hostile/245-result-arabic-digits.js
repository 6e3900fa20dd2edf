// outcome: script_result
// tries: Digits of another script.
export function price(usage, params, context) {
  return [{label: 'x', amount: '\u0661'}];
}
