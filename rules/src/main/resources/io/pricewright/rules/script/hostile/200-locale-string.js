// outcome: script_error
// tries: Formats a number by locale.
export function price(usage, params, context) {
  (1.5).toLocaleString();
}
