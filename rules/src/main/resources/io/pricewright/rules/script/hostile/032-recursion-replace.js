// outcome: script_error
// tries: Calls itself through replace.
export function price(usage, params, context) {
  const f = () => 'a'.replace('a', f); f();
}
