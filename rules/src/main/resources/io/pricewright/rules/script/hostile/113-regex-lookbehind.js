// outcome: publish_error
// tries: A pattern that looks behind.
export function price(usage, params, context) {
  /(?<=a+)b/.test('a'.repeat(40));
}
