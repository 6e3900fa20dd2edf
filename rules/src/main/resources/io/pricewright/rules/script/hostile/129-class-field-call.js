// outcome: publish_error
// tries: Recursion in a class field.
export function price(usage, params, context) {
  class A { x = new A(); } new A();
}
