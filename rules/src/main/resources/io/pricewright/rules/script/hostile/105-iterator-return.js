// outcome: script_timeout
// tries: Loops for ever over an iterator that is never done.
export function price(usage, params, context) {
  const it = {next() { return {done: false}; }};
  for (;;) it.next();
}
