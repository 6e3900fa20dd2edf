// outcome: publish_error
// tries: A getter read in a parameter default.
export function price(usage, params, context) {
  const f = (x = params.a) => x; f();
}
