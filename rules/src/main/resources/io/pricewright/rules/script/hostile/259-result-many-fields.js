// outcome: script_result
// tries: A line of five thousand fields.
export function price(usage, params, context) {
  const l = {label: 'x', amount: '1'}; for (let i = 0; i < 5000; i++) l['k' + i] = 1;
  return [l];
}
