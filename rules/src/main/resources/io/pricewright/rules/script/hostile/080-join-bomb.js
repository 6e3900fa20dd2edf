// outcome: script_error
// tries: Joins ten thousand holes with a long text.
export function price(usage, params, context) {
  Array(10000).join('x'.repeat(60000));
}
