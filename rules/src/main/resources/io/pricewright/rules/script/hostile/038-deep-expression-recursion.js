// outcome: publish_error
// tries: Recursion through an expression nested 1,000 deep: overflows the stack before the depth limit.
export function price(usage, params, context) {
  function f() { try { {{1000:!(}}f(){{1000:)}}; } finally { {{1000:!(}}f(){{1000:)}}; } }
  f();
}
