// outcome: priced
// tries: One line a hundred times.
export function price(usage, params, context) {
  return Array(100).fill({label: 'x', amount: '1'});
}
