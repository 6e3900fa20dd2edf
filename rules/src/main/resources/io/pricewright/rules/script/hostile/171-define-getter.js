// outcome: script_error
// tries: Defines a getter the old way.
export function price(usage, params, context) {
  usage.__defineGetter__('quantity', () => 1);
}
