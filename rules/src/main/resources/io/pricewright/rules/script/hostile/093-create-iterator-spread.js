// outcome: script_error
// tries: Spreads an iterator whose next is a built-in.
export function price(usage, params, context) {
  const e = Object.create([].values(), {next: {value: Object}});
  [...e];
}
