// outcome: script_timeout
// tries: Loops in the getter of a line.
export function price(usage, params, context) {
  return [{get label() { while (true) {} }, amount: '1'}];
}
