/**
 * Images by model, size and quality.
 * @param {UsageEvent} event
 * @param {{prices: {model?: string, size: string, quality: string, per_image: DecimalText}[]}} params
 */
export function rate(event, params) {
  const {model, size, quality} = event.properties;
  const found = params.prices.find(p => p.size === size && p.quality === quality && (p.model === undefined || p.model === model));
  if (found === undefined) {
    throw new Error('no price for an image of size ' + text(size) + ' and quality ' + text(quality) + ': add it to prices');
  }
  if (event.quantity.isZero()) return [];
  const unit = Decimal.from(found.per_image);
  return [{label: found.size + ' ' + found.quality, quantity: event.quantity, unit_price: unit, amount: event.quantity.times(unit)}];
}

/** @param {Json} value */
function text(value) {
  return String(value).slice(0, 100);
}
