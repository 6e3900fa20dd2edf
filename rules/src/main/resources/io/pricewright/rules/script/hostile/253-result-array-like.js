// outcome: script_result
// tries: An array-like instead of an array.
export function price(usage, params, context) {
  return {lines: {length: 1, 0: {label: 'x', amount: '1'}}};
}
