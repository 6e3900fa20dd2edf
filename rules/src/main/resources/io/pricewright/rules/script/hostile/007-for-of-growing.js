// outcome: script_timeout
// tries: Appends to the array it walks.
export function price(usage, params, context) {
  const a = [1]; for (const x of a) a.push(x);
}
