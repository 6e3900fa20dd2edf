// outcome: script_error
// tries: An iterator whose next is a built-in: endless without a step.
export function price(usage, params, context) {
  const e = Object.create([].values(), {next: {value: Object}});
  new Set(e);
}
