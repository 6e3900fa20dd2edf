// outcome: publish_error
// tries: Stops in a debugger.
export function price(usage, params, context) {
  debugger;
}
