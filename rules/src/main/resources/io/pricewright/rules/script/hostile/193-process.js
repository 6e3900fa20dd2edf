// outcome: script_error
// tries: Ends the process.
export function price(usage, params, context) {
  process.exit(1);
}
