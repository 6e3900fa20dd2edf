// outcome: script_error
// tries: Calls itself with arguments spread.
export function price(usage, params, context) {
  const f = (...a) => f(...a, 1); f();
}
