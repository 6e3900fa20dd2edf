// outcome: script_error
// tries: Changes the context.
export function price(usage, params, context) {
  context.customer = 1;
}
