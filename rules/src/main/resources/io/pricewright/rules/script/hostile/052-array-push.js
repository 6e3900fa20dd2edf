// outcome: script_timeout
// tries: Fills an array for ever.
export function price(usage, params, context) {
  const a = []; for (;;) a.push(1);
}
