// outcome: script_error
// tries: Throws an object whose text loops.
export function price(usage, params, context) {
  throw {toString() { while (true); }};
}
