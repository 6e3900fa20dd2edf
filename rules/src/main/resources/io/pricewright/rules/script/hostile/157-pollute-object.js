// outcome: script_error
// tries: Adds to Object.prototype.
export function price(usage, params, context) {
  Object.prototype.x = 1;
}
