// What a new script begins with: a price a unit, its schema, a test and its laws.

export const starter = {
  name: '',
  source: `/** A price for each unit, whatever the quantity. */
export function price(usage, params) {
  if (usage.quantity.isZero()) return [];
  const unit = Decimal.from(params.unit_amount);
  return [{label: 'usage', quantity: usage.quantity, unit_price: unit, amount: usage.quantity.times(unit)}];
}
`,
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['unit_amount'],
    properties: {unit_amount: {type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?$', maxLength: 60, description: 'price of one unit'}}},
  tests: [
    {name: 'some usage', subject: {quantity: '1500'}, params: {unit_amount: '0.002'}, amount: '3'},
    {name: 'nothing used', subject: {quantity: '0'}, params: {unit_amount: '0.002'}, amount: '0'}],
  manifest: {
    laws: {zero_at_zero: true, non_negative: true, monotone: true},
    samples: [{unit_amount: '0.002'}]}};
