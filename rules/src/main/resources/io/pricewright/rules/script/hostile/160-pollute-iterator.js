// outcome: script_error
// tries: Replaces next of the array iterator.
export function price(usage, params, context) {
  [].values().next; const it = [].values(); const q = it; Object.freeze(q);
  Array.prototype.values = () => 1;
}
