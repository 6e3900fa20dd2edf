// outcome: script_error
// tries: Captures a stack.
export function price(usage, params, context) {
  Error.captureStackTrace({});
}
