// outcome: script_error
// tries: Asks for a random number.
export function price(usage, params, context) {
  Math.random();
}
