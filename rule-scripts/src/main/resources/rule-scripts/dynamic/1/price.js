/**
 * The amount that the event itself states, and a markup on it.
 * @param {UsageEvent} event
 * @param {{amount_property?: string, markup_percentage?: DecimalText}} params
 */
export function rate(event, params) {
  const name = params.amount_property ?? 'amount';
  const stated = event.properties[name];
  if (typeof stated !== 'string') {
    throw new Error('the event states no amount: send a decimal in its property ' + name);
  }
  const amount = Decimal.from(stated);
  /** @type {Line[]} */
  const lines = [{label: 'amount of the event', amount}];
  const markup = params.markup_percentage;
  if (markup !== undefined) lines.push({label: 'markup of ' + markup + ' %', amount: amount.times(markup).times('0.01')});
  return lines;
}
