// outcome: script_timeout
// tries: Recursion through Map.forEach, in finally.
export function price(usage, params, context) {
  const m = new Map([[1, 1]]);
  const f = () => { try { m.forEach(f); } finally { m.forEach(f); } };
  f();
}
