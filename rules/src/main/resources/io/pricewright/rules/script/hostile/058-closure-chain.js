// outcome: script_timeout
// tries: Builds a chain of closures without end.
export function price(usage, params, context) {
  let f = () => 0; for (;;) { const g = f; f = () => g; }
}
