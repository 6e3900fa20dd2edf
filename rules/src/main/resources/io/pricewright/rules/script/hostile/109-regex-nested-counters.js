// outcome: script_timeout
// tries: Nested counters, for ever.
export function price(usage, params, context) {
  const s = 'a'.repeat(60000); for (;;) /((a{1,50}){1,50}){1,50}b/.test(s);
}
