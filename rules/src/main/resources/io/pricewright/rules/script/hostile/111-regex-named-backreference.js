// outcome: publish_error
// tries: A pattern that refers back by name.
export function price(usage, params, context) {
  /(?<x>a*)*\k<x>b/.test('a'.repeat(40));
}
