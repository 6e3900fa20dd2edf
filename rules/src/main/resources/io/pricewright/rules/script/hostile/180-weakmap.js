// outcome: script_error
// tries: Keeps a WeakMap.
export function price(usage, params, context) {
  new WeakMap();
}
