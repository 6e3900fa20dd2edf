// outcome: script_error
// tries: Asks who called.
export function price(usage, params, context) {
  price.caller.x;
}
