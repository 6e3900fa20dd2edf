// outcome: script_timeout
// tries: Takes an iterator, raises the length, makes an object.
export function price(usage, params, context) {
  const a = [[1, 1]], it = a.entries(); a.length = 4294967295;
  Object.fromEntries(it);
}
