// outcome: script_result
// tries: An empty label.
export function price(usage, params, context) {
  return [{label: '', amount: '1'}];
}
