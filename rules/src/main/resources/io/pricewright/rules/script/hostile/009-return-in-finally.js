// outcome: script_timeout
// tries: Returns a price from finally when the steps are used up.
export function price(usage, params, context) {
  try { for (;;); } finally { return [{label: 'ok', amount: '1'}]; }
}
