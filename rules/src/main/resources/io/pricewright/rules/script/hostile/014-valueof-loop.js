// outcome: script_timeout
// tries: Loops when turned into a number.
export function price(usage, params, context) {
  return [{label: 'x', amount: String(+{valueOf() { for (;;); }})}];
}
