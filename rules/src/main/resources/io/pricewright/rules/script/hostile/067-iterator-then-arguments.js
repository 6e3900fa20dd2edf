// outcome: script_error or script_timeout
// tries: Takes an iterator, raises the length, spreads it into a call.
export function price(usage, params, context) {
  const a = [1], it = a.values(); a.length = 4294967295;
  Math.max(...it);
}
