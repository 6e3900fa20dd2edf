/**
 * Seconds of a GPU in bands: each slice of them at its own band's price per second.
 * @param {Usage} usage
 * @param {{bands: {up_to: DecimalText | null, per_second: DecimalText}[], increment?: DecimalText}} params
 */
export function price(usage, params) {
  const seconds = params.increment === undefined
    ? usage.quantity
    : packages(usage.quantity, params.increment, 'up').times(params.increment);
  return tiers.graduated(seconds, params.bands.map(band => ({up_to: band.up_to, unit_amount: band.per_second})));
}
