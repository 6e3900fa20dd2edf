// outcome: script_error
// tries: A set-like whose iterator never ends, without a step.
export function price(usage, params, context) {
  new Set().union({size: 1, has: Object, keys: () => ({next: Object})});
}
