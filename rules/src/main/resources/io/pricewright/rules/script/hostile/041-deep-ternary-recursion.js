// outcome: publish_error
// tries: Recursion through 500 nested conditions.
export function price(usage, params, context) {
  function f() { try { return {{500:usage ? }}f(){{500: : 0}}; } catch (e) { return f(); } }
  f();
}
