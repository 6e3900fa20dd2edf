// outcome: script_error
// tries: Observes the garbage collector.
export function price(usage, params, context) {
  new WeakRef({});
}
