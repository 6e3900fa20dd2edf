// outcome: script_timeout
// tries: Searches quadratically backwards.
export function price(usage, params, context) {
  const a = 'a'.repeat(30000), b = 'b' + a; for (;;) (a + a).lastIndexOf(b);
}
