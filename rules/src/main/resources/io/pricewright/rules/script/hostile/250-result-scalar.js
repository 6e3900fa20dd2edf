// outcome: script_result
// tries: A number instead of lines.
export function price(usage, params, context) {
  return 5;
}
