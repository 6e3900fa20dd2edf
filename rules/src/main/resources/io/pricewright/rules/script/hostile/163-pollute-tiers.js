// outcome: script_error
// tries: Replaces a helper.
export function price(usage, params, context) {
  tiers.graduated = () => 1;
}
