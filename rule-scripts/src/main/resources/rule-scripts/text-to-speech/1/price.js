/**
 * Characters beyond those of the plan, at the plan's price per 1,000.
 * @param {Usage} usage
 * @param {{plan: string, plans: {[plan: string]: {included: DecimalText, per_thousand: DecimalText}}}} params
 */
export function price(usage, params) {
  if (!Object.hasOwn(params.plans, params.plan)) {
    throw new Error('the plan ' + params.plan + ' is not among the plans: add it to plans');
  }
  const plan = params.plans[params.plan];
  const over = usage.quantity.minus(plan.included);
  if (over.lte('0')) return [];
  const unit = Decimal.from(plan.per_thousand).times('0.001');
  return [{label: 'characters beyond ' + plan.included, quantity: over, unit_price: unit, amount: over.times(unit)}];
}
