// outcome: script_timeout
// tries: Doubles the calls in finally: exponential.
export function price(usage, params, context) {
  function f() { try { f(); } finally { f(); } } f();
}
