// outcome: publish_error
// tries: Hides a look-ahead behind an escaped bracket.
export function price(usage, params, context) {
  /\[(?=a)]/.test('a');
}
