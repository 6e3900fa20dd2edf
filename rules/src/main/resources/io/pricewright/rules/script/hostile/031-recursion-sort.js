// outcome: script_error
// tries: Calls itself through sort.
export function price(usage, params, context) {
  const f = () => [2, 1].sort(f); f();
}
