// outcome: publish_error
// tries: The same with a quoted __proto__.
export function price(usage, params, context) {
  const e = {'__proto__': [].values(), next: Object};
  new Set(e);
}
