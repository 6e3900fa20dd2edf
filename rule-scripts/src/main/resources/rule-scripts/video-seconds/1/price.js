/**
 * Seconds of video by model or mode and by resolution.
 * @param {UsageEvent} event
 * @param {{prices: {mode: string, resolution: string, per_second: DecimalText}[], minimum_seconds?: DecimalText}} params
 */
export function rate(event, params) {
  const {mode, resolution} = event.properties;
  const found = params.prices.find(p => p.mode === mode && p.resolution === resolution);
  if (found === undefined) {
    throw new Error('no price for mode ' + text(mode) + ' at resolution ' + text(resolution) + ': add it to prices');
  }
  if (event.quantity.lte('0')) return [];
  const seconds = event.quantity.max(params.minimum_seconds ?? '0');
  const unit = Decimal.from(found.per_second);
  return [{label: found.mode + ' ' + found.resolution, quantity: seconds, unit_price: unit, amount: seconds.times(unit)}];
}

/** @param {Json} value */
function text(value) {
  return String(value).slice(0, 100);
}
