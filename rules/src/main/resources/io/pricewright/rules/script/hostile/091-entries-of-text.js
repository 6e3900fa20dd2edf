// outcome: script_timeout
// tries: Lists the letters of a long text as pairs for ever.
export function price(usage, params, context) {
  const s = 'x'.repeat(60000); for (;;) Object.entries(s);
}
