// outcome: script_error
// tries: Keeps a value on a function of the realm.
export function price(usage, params, context) {
  packages.kept = 1;
}
