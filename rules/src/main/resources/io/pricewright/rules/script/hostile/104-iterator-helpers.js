// outcome: script_error
// tries: Uses the iterator helpers.
export function price(usage, params, context) {
  [1].values().map(x => x).toArray();
}
