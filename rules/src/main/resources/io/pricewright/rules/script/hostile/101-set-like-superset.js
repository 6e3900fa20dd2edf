// outcome: script_error
// tries: Asks for a superset of an endless set-like.
export function price(usage, params, context) {
  new Set([undefined]).isSupersetOf({size: 1, has: Object, keys: () => ({next: Object})});
}
