// outcome: script_error
// tries: Replaces with patterns that repeat the whole text.
export function price(usage, params, context) {
  'x'.repeat(60000).replace('x', '$`$&$\''.repeat(5000));
}
