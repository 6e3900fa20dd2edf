// outcome: script_error
// tries: Doubles a text.
export function price(usage, params, context) {
  let s = 'x'; for (;;) s += s;
}
