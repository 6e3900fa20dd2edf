// outcome: priced
// tries: Counts evaluations at the top level.
let calls = 0;
export function price() { calls++; return [{label: 'n' + calls, amount: '1'}]; }
