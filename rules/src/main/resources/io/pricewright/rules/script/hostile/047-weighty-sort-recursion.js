// outcome: script_timeout
// tries: Recursion through comparators that catch.
export function price(usage, params, context) {
  const f = () => { try { return [2, 1].sort(f); } finally { [2, 1].sort(f); } };
  f();
}
