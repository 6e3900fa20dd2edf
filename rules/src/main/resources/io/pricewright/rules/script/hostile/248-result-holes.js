// outcome: script_result
// tries: Lines that are holes.
export function price(usage, params, context) {
  return Array(50);
}
