// outcome: script_result
// tries: Nothing.
export function price(usage, params, context) {
  return;
}
