// outcome: script_timeout
// tries: Recursion through nested spreads and calls.
export function price(usage, params, context) {
  const g = (...a) => a;
  function f() { try { return g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[g(...[f()])])])])])])])])])])])])])])])])])]); } finally { f(); } }
  f();
}
