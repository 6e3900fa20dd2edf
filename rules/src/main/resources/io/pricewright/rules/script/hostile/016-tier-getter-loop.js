// outcome: script_timeout
// tries: Loops in a getter that a helper reads.
export function price(usage, params, context) {
  return tiers.graduated(usage.quantity, [{get up_to() { for (;;); }, unit_amount: '1'}]);
}
