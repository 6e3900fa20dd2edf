// outcome: script_error
// tries: Replaces Decimal.prototype.times.
export function price(usage, params, context) {
  Decimal.prototype.times = () => 1;
}
