// outcome: script_timeout
// tries: Builds a chain of prototypes and looks a missing name up in it.
export function price(usage, params, context) {
  let o = {}; for (let i = 0; i < 50000; i++) o = Object.create(o);
  for (;;) o.missing;
}
