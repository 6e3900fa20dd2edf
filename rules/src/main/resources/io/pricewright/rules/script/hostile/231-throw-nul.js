// outcome: script_error
// tries: Throws a message that no database keeps.
export function price(usage, params, context) {
  throw new Error('a\u0000b\ud800c\n\u001b[2J');
}
