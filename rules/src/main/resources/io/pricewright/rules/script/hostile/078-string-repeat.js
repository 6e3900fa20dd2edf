// outcome: script_error
// tries: Repeats a text a thousand million times.
export function price(usage, params, context) {
  'x'.repeat(1e9);
}
