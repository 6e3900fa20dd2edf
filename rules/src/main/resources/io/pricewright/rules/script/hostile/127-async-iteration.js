// outcome: publish_error
// tries: Iterates asynchronously.
export function price(usage, params, context) {
  for await (const x of []) {}
}
