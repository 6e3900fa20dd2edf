// outcome: script_error
// tries: Asks for an inexact power.
export function price(usage, params, context) {
  Math.pow(2, 0.5);
}
