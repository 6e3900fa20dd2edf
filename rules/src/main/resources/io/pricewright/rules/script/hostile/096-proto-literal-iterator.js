// outcome: publish_error
// tries: The same with a __proto__ literal.
export function price(usage, params, context) {
  const e = {__proto__: [].values(), next: Object};
  new Set(e);
}
