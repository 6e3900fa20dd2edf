// outcome: script_timeout
// tries: Divides for ever.
export function price(usage, params, context) {
  for (;;) Decimal.from('1').div('3', 90, 'UP');
}
