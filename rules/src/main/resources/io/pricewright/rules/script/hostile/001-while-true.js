// outcome: script_timeout
// tries: Loops for ever.
export function price(usage, params, context) {
  while (true) {}
}
