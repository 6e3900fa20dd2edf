// outcome: script_error
// tries: Replaces the making of stacks.
export function price(usage, params, context) {
  Error.prepareStackTrace = () => { for (;;); }; null.x;
}
