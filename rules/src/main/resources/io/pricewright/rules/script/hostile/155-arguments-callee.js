// outcome: publish_error
// tries: Asks for the callee of the wrapping function.
export function price(usage, params, context) {
  arguments.callee;
}
