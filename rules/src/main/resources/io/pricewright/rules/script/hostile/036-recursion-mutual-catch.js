// outcome: script_timeout
// tries: Two functions that call and catch each other.
export function price(usage, params, context) {
  function a() { try { b(); } catch (e) { b(); } }
  function b() { try { a(); } finally { a(); } }
  a();
}
