// outcome: script_timeout
// tries: Catches the exhaustion and answers a price after all.
export function price(usage, params, context) {
  try { for (;;); } catch (e) {}
  return [{label: 'ok', amount: '1'}];
}
