// outcome: publish_error
// tries: A pattern that looks ahead.
export function price(usage, params, context) {
  /(?=(a+))a*b\1/.test('a'.repeat(40));
}
