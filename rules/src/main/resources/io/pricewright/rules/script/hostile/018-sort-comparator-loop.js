// outcome: script_timeout
// tries: Loops in a comparator.
export function price(usage, params, context) {
  [3, 1, 2].sort((x, y) => { for (;;); });
}
