// outcome: script_error
// tries: Doubles a property of a million characters.
// input: long_property
export function price(usage, params, context) {
  const s = usage.properties.text + usage.properties.text;
  return [{label: 'x', amount: '1', quantity: String(s.length)}];
}
