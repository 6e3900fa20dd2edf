// outcome: script_error
// tries: Replaces Array.prototype.map.
export function price(usage, params, context) {
  Array.prototype.map = () => 1;
}
