// outcome: script_error
// tries: Walks an array-like of 2^53-1.
export function price(usage, params, context) {
  Array.prototype.forEach.call({length: 9007199254740991}, x => x);
}
