// outcome: script_error
// tries: Throws a function.
export function price(usage, params, context) {
  throw price;
}
