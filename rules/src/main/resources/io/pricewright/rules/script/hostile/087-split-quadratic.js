// outcome: script_timeout
// tries: Splits quadratically.
export function price(usage, params, context) {
  const a = 'a'.repeat(30000), b = a + 'b'; for (;;) (a + a).split(b);
}
