// outcome: script_timeout
// tries: A lastIndex that loops when read.
export function price(usage, params, context) {
  const r = /a/g; r.lastIndex = {valueOf() { for (;;); }}; r.test('a');
}
