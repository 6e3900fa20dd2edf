// outcome: script_error
// tries: Reaches eval through the global object.
export function price(usage, params, context) {
  globalThis['ev' + 'al']('1');
}
