// outcome: script_timeout
// tries: Works in the condition of a loop, the body is empty.
export function price(usage, params, context) {
  for (let i = 0; (i = i + 1) > 0;);
}
