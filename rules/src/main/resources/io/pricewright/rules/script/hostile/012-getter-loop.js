// outcome: script_timeout
// tries: Loops in a getter that the runner reads.
export function price(usage, params, context) {
  return {get lines() { while (true) {} }};
}
