// outcome: script_error
// tries: Doubles an array with push.
export function price(usage, params, context) {
  const a = [1]; for (;;) a.push(...a);
}
