// outcome: script_error
// tries: Reaches for other languages.
export function price(usage, params, context) {
  Polyglot.import('x');
}
