// outcome: script_error
// tries: Calls itself through new.
export function price(usage, params, context) {
  function F() { new F(); } new F();
}
