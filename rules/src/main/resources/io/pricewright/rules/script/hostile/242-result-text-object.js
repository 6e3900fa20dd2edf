// outcome: script_result
// tries: An object that looks like a number.
export function price(usage, params, context) {
  return [{label: 'x', amount: {toString() { return '1'; }}}];
}
