const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * A unit price by the weekday and the hour at which the event happened: the first band that holds it.
 * @param {UsageEvent} event
 * @param {{unit_amount: DecimalText, utc_offset_minutes?: DecimalText, bands: Band[]}} params
 */
export function rate(event, params) {
  if (event.quantity.isZero()) return [];
  const at = local(event.timestamp, parseInt(params.utc_offset_minutes ?? '0', 10));
  const band = params.bands.find(b => holds(b, at));
  const unit = Decimal.from(band === undefined ? params.unit_amount : band.unit_amount);
  const label = band === undefined ? 'any other time' : band.name;
  return [{label, quantity: event.quantity, unit_price: unit, amount: event.quantity.times(unit)}];
}

/**
 * @typedef {{name: string, days?: string[], from: string, to: string, unit_amount: DecimalText}} Band
 * @typedef {{day: string, time: string}} Local
 */

/**
 * The weekday and the time of day HH:MM, so many minutes ahead of UTC.
 * @param {string} timestamp
 * @param {number} offset
 * @returns {Local}
 */
function local(timestamp, offset) {
  const minutes = parseInt(timestamp.slice(11, 13), 10) * 60 + parseInt(timestamp.slice(14, 16), 10) + offset;
  const past = Math.floor(minutes / 1440);
  const rest = minutes - past * 1440;
  const time = two(Math.floor(rest / 60)) + ':' + two(rest % 60);
  return {day: DAYS[(weekday(timestamp) + past + 7) % 7], time};
}

/** @param {number} n */
function two(n) {
  return String(n).padStart(2, '0');
}

/**
 * 0 on a Monday, by Zeller's congruence.
 * @param {string} timestamp
 */
function weekday(timestamp) {
  const given = parseInt(timestamp.slice(5, 7), 10);
  const early = given < 3 ? 1 : 0;
  const year = parseInt(timestamp.slice(0, 4), 10) - early;
  const month = given + early * 12;
  const day = parseInt(timestamp.slice(8, 10), 10);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return (day + Math.floor(13 * (month + 1) / 5) + year + leaps + 5) % 7;
}

/**
 * From its first minute up to, and without, its last one; a band may run over midnight.
 * @param {Band} band
 * @param {Local} at
 */
function holds(band, at) {
  if (band.days !== undefined && !band.days.includes(at.day)) return false;
  return band.from < band.to
    ? band.from <= at.time && at.time < band.to
    : band.from <= at.time || at.time < band.to;
}
