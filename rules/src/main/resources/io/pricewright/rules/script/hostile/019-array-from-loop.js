// outcome: script_timeout
// tries: Loops in the callback of Array.from.
export function price(usage, params, context) {
  Array.from([1], () => { for (;;); });
}
