// outcome: script_timeout
// tries: Recursion through toString, in finally.
export function price(usage, params, context) {
  const o = {toString() { try { return `${o}`; } finally { `${o}`; } }};
  `${o}`;
}
