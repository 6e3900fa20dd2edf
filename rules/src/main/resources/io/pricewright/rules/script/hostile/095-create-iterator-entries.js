// outcome: script_error
// tries: Makes an object from an endless built-in iterator.
export function price(usage, params, context) {
  const e = Object.create([].values(), {next: {value: Object}});
  Object.fromEntries(e);
}
