// outcome: script_timeout
// tries: Loops when turned into a text.
export function price(usage, params, context) {
  return [{label: `${{toString() { for (;;); }}}`, amount: '1'}];
}
