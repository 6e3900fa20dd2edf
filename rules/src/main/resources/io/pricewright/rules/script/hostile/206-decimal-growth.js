// outcome: script_error
// tries: Squares a number until it has too many digits.
export function price(usage, params, context) {
  let d = Decimal.from('1.000000001'); for (;;) d = d.times(d);
}
