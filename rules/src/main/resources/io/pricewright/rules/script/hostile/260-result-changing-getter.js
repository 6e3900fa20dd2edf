// outcome: priced
// tries: A getter that answers something else each time.
export function price(usage, params, context) {
  let n = 0; return [{label: 'x', get amount() { return String(++n); }}];
}
