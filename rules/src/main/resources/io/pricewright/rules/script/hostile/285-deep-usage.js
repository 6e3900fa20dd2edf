// outcome: script_error
// tries: A usage nested a hundred thousand deep.
// input: deep_usage
export function price(usage, params, context) {
  return [{label: 'ok', amount: '1'}];
}
