// outcome: publish_error
// tries: A counter of a hundred thousand.
export function price(usage, params, context) {
  /a{100000}/.test('a');
}
