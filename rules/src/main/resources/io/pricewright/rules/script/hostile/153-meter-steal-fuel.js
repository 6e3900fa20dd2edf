// outcome: script_timeout
// tries: Uses every step, so that the next evaluation would have none.
export function price(usage, params, context) {
  let n = 0; for (;;) n++;
}
