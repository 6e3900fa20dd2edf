// outcome: priced
// tries: A property of a million characters.
// input: long_property
export function price(usage, params, context) {
  return [{label: 'ok', amount: '1'}];
}
