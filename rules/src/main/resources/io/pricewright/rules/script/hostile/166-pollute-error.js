// outcome: script_error
// tries: Replaces the name of RangeError.
export function price(usage, params, context) {
  RangeError.prototype.name = 'x';
}
