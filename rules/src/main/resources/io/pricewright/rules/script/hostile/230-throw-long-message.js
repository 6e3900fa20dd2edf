// outcome: script_error
// tries: Throws a message of sixty thousand characters.
export function price(usage, params, context) {
  throw new Error('x'.repeat(60000));
}
