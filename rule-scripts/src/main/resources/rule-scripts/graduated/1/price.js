// Each slice of the usage at its own tier's price; a flat fee once per tier entered.
export function price(usage, params) {
  return tiers.graduated(usage.quantity, params.tiers);
}
