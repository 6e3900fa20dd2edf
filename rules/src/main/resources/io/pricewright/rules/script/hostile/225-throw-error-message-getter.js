// outcome: script_error
// tries: Throws an error whose message is a looping getter.
export function price(usage, params, context) {
  const e = new Error('x'); throw Object.assign(Object.create(e), {cause: {get x() { for (;;); }}});
}
