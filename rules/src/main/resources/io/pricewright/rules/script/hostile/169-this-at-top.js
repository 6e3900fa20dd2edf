// outcome: script_error
// tries: Looks for the global object in this.
export function price(usage, params, context) {
  (function () { return this.Array; })();
}
