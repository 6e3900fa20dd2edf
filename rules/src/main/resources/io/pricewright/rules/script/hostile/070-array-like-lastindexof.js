// outcome: script_error
// tries: Searches an array-like of 2^53-1.
export function price(usage, params, context) {
  Array.prototype.lastIndexOf.call({length: 9007199254740991}, 1);
}
