// outcome: publish_error
// tries: Recursion through an array literal nested 300 deep, in finally.
export function price(usage, params, context) {
  function f() { try { return {{300:[}}f(){{300:]}}; } finally { f(); } }
  f();
}
