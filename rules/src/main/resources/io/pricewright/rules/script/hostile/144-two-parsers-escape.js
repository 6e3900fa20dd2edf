// outcome: publish_error
// tries: A reserved name in escapes.
export function price(usage, params, context) {
  \u0024\u0024.f = 1e9;
}
