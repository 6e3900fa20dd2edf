// outcome: script_result
// tries: A label that no database keeps.
export function price(usage, params, context) {
  return [{label: 'a\u0000b', amount: '1'}];
}
