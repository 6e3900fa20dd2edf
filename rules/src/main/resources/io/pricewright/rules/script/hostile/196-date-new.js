// outcome: script_error
// tries: Makes a date of now.
export function price(usage, params, context) {
  new Date();
}
