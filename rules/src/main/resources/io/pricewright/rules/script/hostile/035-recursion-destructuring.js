// outcome: script_error
// tries: Calls itself through a getter that a parameter pattern reads.
export function price(usage, params, context) {
  const f = ({a}) => a, o = {get a() { return f(o); }}; f(o);
}
