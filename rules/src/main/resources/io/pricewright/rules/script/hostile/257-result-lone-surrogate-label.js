// outcome: script_result
// tries: Half a character as label.
export function price(usage, params, context) {
  return [{label: 'a\ud800b', amount: '1'}];
}
