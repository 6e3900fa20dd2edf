// outcome: script_error
// tries: Ends at the deepest call, so that the next evaluation would begin there.
export function price(usage, params, context) {
  const f = () => { f(); }; f();
}
