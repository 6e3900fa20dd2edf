// outcome: script_error
// tries: Requires a module.
export function price(usage, params, context) {
  require('fs');
}
