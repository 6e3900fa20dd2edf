/**
 * A share of the amounts used in a period; each slice of them at its own tier's percentage.
 * @param {Usage} usage
 * @param {{tiers: {up_to: DecimalText | null, percentage: DecimalText, flat_amount?: DecimalText}[]}} params
 */
export function price(usage, params) {
  return tiers.graduated(usage.quantity, params.tiers.map(tier => ({
    up_to: tier.up_to,
    unit_amount: Decimal.from(tier.percentage).times('0.01'),
    flat_amount: tier.flat_amount,
  })));
}
