// outcome: script_error
// tries: Asks for symbols.
export function price(usage, params, context) {
  Symbol.iterator;
}
