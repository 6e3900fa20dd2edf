// outcome: priced
// tries: Counts evaluations on its own function.
export function price() { price.calls = (price.calls || 0) + 1; return [{label: 'n' + price.calls, amount: '1'}]; }
