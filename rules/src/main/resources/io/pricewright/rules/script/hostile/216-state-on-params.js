// outcome: script_error
// tries: Changes the parameters.
export function price(usage, params, context) {
  params.x = 1;
}
