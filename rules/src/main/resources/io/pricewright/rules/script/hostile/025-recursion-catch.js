// outcome: script_timeout
// tries: Doubles the calls in catch: exponential.
export function price(usage, params, context) {
  function f() { try { f(); } catch (e) { f(); } } f();
}
