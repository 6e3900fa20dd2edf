// outcome: script_timeout
// tries: Searches quadratically with includes.
export function price(usage, params, context) {
  const a = 'a'.repeat(30000), b = a + 'b'; for (;;) (a + a).includes(b);
}
