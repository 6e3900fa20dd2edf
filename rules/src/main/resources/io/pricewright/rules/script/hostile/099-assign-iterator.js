// outcome: script_error
// tries: The same with Object.assign.
export function price(usage, params, context) {
  new Set(Object.assign(Object.create([].values()), {next: Object}));
}
