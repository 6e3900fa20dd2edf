// outcome: script_timeout
// tries: Turns a long text into capitals for ever: cheap in steps, dear in time.
export function price(usage, params, context) {
  const s = '\u00df'.repeat(30000); for (;;) s.toUpperCase();
}
