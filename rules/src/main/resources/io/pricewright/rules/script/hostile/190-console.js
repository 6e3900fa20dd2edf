// outcome: script_error
// tries: Writes to the console.
export function price(usage, params, context) {
  console.log('x');
}
