// outcome: script_error
// tries: Makes a Promise.
export function price(usage, params, context) {
  new Promise(r => r());
}
