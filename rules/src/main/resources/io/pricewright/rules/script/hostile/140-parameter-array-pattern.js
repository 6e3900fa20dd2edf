// outcome: publish_error
// tries: An iterator run by a parameter pattern.
export function price(usage, params, context) {
  const f = ([...a]) => a; f([]);
}
