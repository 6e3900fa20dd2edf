// outcome: script_error
// tries: A scale that is an object.
export function price(usage, params, context) {
  Decimal.from('1').div('3', {valueOf: () => 2}, 'UP');
}
