// outcome: script_error
// tries: Gives an object its own species by descriptor.
export function price(usage, params, context) {
  Object.create([], {constructor: {value: 1}});
}
