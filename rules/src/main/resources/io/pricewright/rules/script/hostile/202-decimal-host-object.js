// outcome: script_error
// tries: Looks for the host object in a Decimal.
export function price(usage, params, context) {
  usage.quantity['#v'].getClass();
}
