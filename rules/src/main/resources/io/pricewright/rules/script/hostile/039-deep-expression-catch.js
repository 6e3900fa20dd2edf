// outcome: publish_error
// tries: Recursion through an expression nested 300 deep, caught for ever.
export function price(usage, params, context) {
  function f() { return {{300:-(}}f(){{300:)}}; }
  for (;;) try { f(); } catch (e) {}
}
