// outcome: script_error
// tries: Asks the clock.
export function price(usage, params, context) {
  Date.now();
}
