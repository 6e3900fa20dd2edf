// outcome: script_error
// tries: Looks for symbols behind a prototype.
export function price(usage, params, context) {
  Object.getOwnPropertySymbols(Array.prototype);
}
