// outcome: script_timeout
// tries: Builds a list without end.
export function price(usage, params, context) {
  let n = null; for (;;) n = {n};
}
