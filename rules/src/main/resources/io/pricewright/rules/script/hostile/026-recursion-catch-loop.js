// outcome: script_timeout
// tries: Overflows and catches in a loop.
export function price(usage, params, context) {
  function f() { f(); }
  for (;;) { try { f(); } catch (e) {} }
}
