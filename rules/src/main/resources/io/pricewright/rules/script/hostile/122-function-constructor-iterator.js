// outcome: script_error
// tries: Looks for Function behind an iterator.
export function price(usage, params, context) {
  [1].values().constructor.constructor('return 1')();
}
