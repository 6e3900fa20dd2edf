/**
 * Each slice of the usage at its own tier's price; a flat fee once per tier entered.
 * @param {Usage} usage
 * @param {{tiers: Tier[]}} params
 */
export function price(usage, params) {
  return tiers.graduated(usage.quantity, params.tiers);
}
