// outcome: script_timeout
// tries: Splits a long text into letters again and again.
export function price(usage, params, context) {
  const s = 'x'.repeat(60000), a = []; for (;;) a.push(s.split(''));
}
