// outcome: script_timeout
// tries: Fills an object with keys.
export function price(usage, params, context) {
  const m = {}; for (let i = 0;; i++) m['k' + i] = i;
}
