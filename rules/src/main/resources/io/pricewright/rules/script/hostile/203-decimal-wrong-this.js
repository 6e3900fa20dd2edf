// outcome: script_error
// tries: Calls a method of Decimal on something else.
export function price(usage, params, context) {
  Decimal.prototype.plus.call({}, 1);
}
