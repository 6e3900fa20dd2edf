// outcome: script_error
// tries: Joins an array-like of 2^53-1.
export function price(usage, params, context) {
  Array.prototype.join.call({length: 9007199254740991});
}
