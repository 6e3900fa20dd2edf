/**
 * A unit price found by the event's properties: the first cell whose values all fit.
 * @param {UsageEvent} event
 * @param {{cells: {when: {[property: string]: string}, unit_amount: DecimalText}[], default_unit_amount?: DecimalText}} params
 */
export function rate(event, params) {
  const cell = params.cells.find(c => fits(c.when, event.properties));
  const found = cell === undefined ? params.default_unit_amount : cell.unit_amount;
  if (found === undefined) {
    throw new Error('no cell of the matrix fits the event: add a cell for its properties, or default_unit_amount');
  }
  if (event.quantity.isZero()) return [];
  const unit = Decimal.from(found);
  const label = cell === undefined ? 'any other' : Object.values(cell.when).join(', ').slice(0, 200);
  return [{label, quantity: event.quantity, unit_price: unit, amount: event.quantity.times(unit)}];
}

/**
 * @param {{[property: string]: string}} when
 * @param {Properties} properties
 */
function fits(when, properties) {
  return Object.keys(when).every(name => Object.hasOwn(properties, name) && String(properties[name]) === when[name]);
}
