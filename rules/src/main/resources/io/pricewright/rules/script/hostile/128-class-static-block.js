// outcome: publish_error
// tries: A class with a static block that loops.
export function price(usage, params, context) {
  class A { static { for (;;); } }
}
