// outcome: script_error
// tries: Defines a property.
export function price(usage, params, context) {
  Object.defineProperty(usage, 'quantity', {value: 1});
}
