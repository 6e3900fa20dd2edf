// outcome: script_timeout
// tries: Replaces quadratically.
export function price(usage, params, context) {
  const a = 'a'.repeat(30000), b = a + 'b'; for (;;) (a + a).replaceAll(b, '');
}
