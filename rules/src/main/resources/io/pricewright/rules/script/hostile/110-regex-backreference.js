// outcome: publish_error
// tries: A pattern that refers back.
export function price(usage, params, context) {
  /(a*)*\1b/.test('a'.repeat(40));
}
