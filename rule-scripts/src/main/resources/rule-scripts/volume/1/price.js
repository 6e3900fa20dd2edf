// The whole usage at the price of the tier it reaches.
export function price(usage, params) {
  return tiers.volume(usage.quantity, params.tiers);
}
