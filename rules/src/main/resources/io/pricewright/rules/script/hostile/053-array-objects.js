// outcome: script_timeout
// tries: Fills an array with objects.
export function price(usage, params, context) {
  const a = []; for (;;) a[a.length] = {a: 1, b: [1, 2, 3]};
}
