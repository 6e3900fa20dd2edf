// outcome: script_error
// tries: A rounding mode of a name every object has.
export function price(usage, params, context) {
  Decimal.from('1').div('3', 2, 'constructor');
}
