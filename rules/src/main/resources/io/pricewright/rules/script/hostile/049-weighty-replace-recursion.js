// outcome: script_timeout
// tries: Recursion through callbacks of replace, in catch.
export function price(usage, params, context) {
  const f = () => { try { return 'a'.replace('a', f); } catch (e) { return 'b'.replace('b', f); } };
  f();
}
