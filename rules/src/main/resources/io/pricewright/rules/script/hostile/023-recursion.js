// outcome: script_error
// tries: Calls itself without end.
export function price(usage, params, context) {
  function f() { f(); } f();
}
