// outcome: script_timeout
// tries: Recursion through nested templates.
export function price(usage, params, context) {
  function f() { try { return `${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${`${f()}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`}`; } finally { f(); } }
  f();
}
