// outcome: priced
// tries: Puts the stack into the answer.
export function price(usage, params, context) {
  let s; try { null.x; } catch (e) { s = e.stack; }
  return [{label: typeof s, amount: '1'}];
}
