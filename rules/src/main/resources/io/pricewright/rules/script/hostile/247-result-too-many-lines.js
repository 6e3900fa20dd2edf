// outcome: script_result
// tries: More lines than allowed.
export function price(usage, params, context) {
  return Array(101).fill({label: 'x', amount: '1'});
}
