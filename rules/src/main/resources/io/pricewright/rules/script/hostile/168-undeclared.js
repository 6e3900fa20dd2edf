// outcome: script_error
// tries: Assigns to a name never declared.
export function price(usage, params, context) {
  kept = 1;
}
