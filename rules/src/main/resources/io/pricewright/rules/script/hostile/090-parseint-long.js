// outcome: script_timeout
// tries: Reads numbers of sixty thousand digits for ever.
export function price(usage, params, context) {
  const s = '9'.repeat(60000); for (;;) parseInt(s);
}
