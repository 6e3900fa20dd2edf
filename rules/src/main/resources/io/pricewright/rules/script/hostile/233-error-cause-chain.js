// outcome: script_error
// tries: Throws a chain of a thousand causes.
export function price(usage, params, context) {
  let e = new Error('x'); for (let i = 0; i < 1000; i++) e = new Error('x', {cause: e}); throw e;
}
