/**
 * The whole usage at the price of the tier it reaches.
 * @param {Usage} usage
 * @param {{tiers: Tier[]}} params
 */
export function price(usage, params) {
  return tiers.volume(usage.quantity, params.tiers);
}
