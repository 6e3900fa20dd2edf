// outcome: script_error
// tries: Parameters nested a hundred thousand deep.
// input: deep_params
export function price(usage, params, context) {
  return [{label: 'ok', amount: '1'}];
}
