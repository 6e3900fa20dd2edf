// outcome: script_timeout
// tries: Takes an iterator, raises the length, makes a Set.
export function price(usage, params, context) {
  const a = [1], it = a.values(); a.length = 4294967295;
  new Set(it);
}
