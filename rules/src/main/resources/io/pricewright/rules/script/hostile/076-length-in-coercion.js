// outcome: priced
// tries: Raises the length while an argument is read.
export function price(usage, params, context) {
  const a = [1]; a.fill(0, {valueOf() { a.length = 4294967295; return 0; }});
  return [{label: 'ok', amount: '1'}];
}
