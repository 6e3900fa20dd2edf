// outcome: script_error
// tries: Throws an object whose message loops.
export function price(usage, params, context) {
  throw {get message() { while (true); }, get name() { while (true); }};
}
