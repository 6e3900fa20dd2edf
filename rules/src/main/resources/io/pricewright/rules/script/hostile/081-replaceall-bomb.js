// outcome: script_error
// tries: Replaces every gap by a long text.
export function price(usage, params, context) {
  'x'.repeat(60000).replaceAll('', 'y'.repeat(60000));
}
