/**
 * Credits for what was done, times the price of a credit.
 * @param {UsageEvent} event
 * @param {{credits: {[action: string]: DecimalText}, credit_price: DecimalText, action_property?: string, other_credits?: DecimalText}} params
 */
export function rate(event, params) {
  const name = params.action_property ?? 'action';
  const action = event.properties[name];
  if (typeof action !== 'string') throw new Error('the event names no action: send its name in the property ' + name);
  const credits = Object.hasOwn(params.credits, action) ? params.credits[action] : params.other_credits;
  if (credits === undefined) {
    throw new Error('the action ' + action.slice(0, 100) + ' has no credits: add it to credits, or give other_credits');
  }
  if (event.quantity.isZero()) return [];
  const used = event.quantity.times(credits);
  const unit = Decimal.from(params.credit_price);
  return [{label: 'credits for ' + action.slice(0, 100), quantity: used, unit_price: unit, amount: used.times(unit)}];
}
