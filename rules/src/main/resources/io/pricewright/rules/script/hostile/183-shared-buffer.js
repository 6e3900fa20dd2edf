// outcome: script_error
// tries: Shares memory.
export function price(usage, params, context) {
  new SharedArrayBuffer(8);
}
