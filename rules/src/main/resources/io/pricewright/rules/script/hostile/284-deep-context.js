// outcome: script_error
// tries: A context nested a hundred thousand deep.
// input: deep_context
export function price(usage, params, context) {
  return [{label: 'ok', amount: '1'}];
}
