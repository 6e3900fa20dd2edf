// outcome: script_timeout
// tries: Loops for ever and swallows every error.
export function price(usage, params, context) {
  for (;;) { try { for (;;); } catch (e) {} finally { continue; } }
}
