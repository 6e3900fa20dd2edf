// outcome: script_timeout
// tries: Searches half a text in the other half for ever.
export function price(usage, params, context) {
  const a = 'a'.repeat(30000), b = a + 'b'; for (;;) (a + a).indexOf(b);
}
