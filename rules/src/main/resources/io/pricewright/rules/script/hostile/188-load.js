// outcome: script_error
// tries: Loads a file.
export function price(usage, params, context) {
  load('/etc/passwd');
}
