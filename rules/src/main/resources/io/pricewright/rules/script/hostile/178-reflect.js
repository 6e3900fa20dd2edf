// outcome: script_error
// tries: Uses Reflect.
export function price(usage, params, context) {
  Reflect.ownKeys({});
}
