// outcome: script_error
// tries: Makes a Proxy.
export function price(usage, params, context) {
  new Proxy({}, {});
}
