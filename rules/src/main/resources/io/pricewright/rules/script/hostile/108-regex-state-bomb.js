// outcome: script_timeout
// tries: A pattern with a huge automaton, for ever.
export function price(usage, params, context) {
  const s = 'ab'.repeat(30000); for (;;) /(a|b)*a(a|b){50}c/.test(s);
}
