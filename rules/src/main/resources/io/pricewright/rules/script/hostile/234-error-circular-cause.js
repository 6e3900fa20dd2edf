// outcome: script_error
// tries: Throws an error that is its own cause.
export function price(usage, params, context) {
  const e = new Error('x'); e.cause = e; throw e;
}
