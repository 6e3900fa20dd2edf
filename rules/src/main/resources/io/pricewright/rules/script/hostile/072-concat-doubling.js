// outcome: script_error
// tries: Doubles an array.
export function price(usage, params, context) {
  let a = [1]; for (;;) a = a.concat(a);
}
