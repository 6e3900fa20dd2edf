// outcome: script_timeout
// tries: Loops in the callback of replace.
export function price(usage, params, context) {
  'a'.replace('a', () => { for (;;); });
}
