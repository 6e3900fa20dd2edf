// outcome: script_timeout
// tries: Recursion through getters of getters, in finally.
export function price(usage, params, context) {
  const o = {get x() { try { return o.x; } finally { o.x; } }};
  o.x;
}
