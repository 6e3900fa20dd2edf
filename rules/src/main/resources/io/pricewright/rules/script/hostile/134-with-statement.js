// outcome: publish_error
// tries: Opens a scope with with.
export function price(usage, params, context) {
  with (usage) { quantity; }
}
