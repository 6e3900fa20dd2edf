// outcome: script_error
// tries: Reverses four thousand million holes.
export function price(usage, params, context) {
  const a = []; a.length = 4294967295; a.reverse();
}
