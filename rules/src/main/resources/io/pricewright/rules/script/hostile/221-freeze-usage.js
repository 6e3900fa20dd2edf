// outcome: priced
// tries: Freezes what it is given.
export function price(usage, params, context) {
  Object.freeze(usage); Object.freeze(usage.quantity); Object.freeze(params); Object.freeze(context);
  return [{label: 'ok', amount: '1'}];
}
