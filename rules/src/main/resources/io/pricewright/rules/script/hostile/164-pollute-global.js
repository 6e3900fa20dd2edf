// outcome: script_error
// tries: Keeps a value on the global object.
export function price(usage, params, context) {
  globalThis.kept = 1;
}
