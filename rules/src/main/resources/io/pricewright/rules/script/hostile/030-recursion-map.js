// outcome: script_error
// tries: Calls itself through map.
export function price(usage, params, context) {
  const f = () => [1].map(f); f();
}
