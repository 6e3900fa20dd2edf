// outcome: publish_error
// tries: A tagged template, whose object outlives the call.
export function price(usage, params, context) {
  const t = s => s; t`a`;
}
