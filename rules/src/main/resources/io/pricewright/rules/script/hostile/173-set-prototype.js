// outcome: script_error
// tries: Changes a prototype.
export function price(usage, params, context) {
  Object.setPrototypeOf(usage, null);
}
