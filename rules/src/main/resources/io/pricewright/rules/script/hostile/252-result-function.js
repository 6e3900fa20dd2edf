// outcome: script_result
// tries: A function instead of lines.
export function price(usage, params, context) {
  return price;
}
