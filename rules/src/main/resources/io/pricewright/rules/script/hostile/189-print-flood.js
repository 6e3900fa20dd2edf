// outcome: script_error
// tries: Floods the console.
export function price(usage, params, context) {
  for (;;) print('x');
}
