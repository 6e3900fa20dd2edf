// outcome: script_error
// tries: The same with a constructor whose prototype is an iterator.
export function price(usage, params, context) {
  function F() { this.next = Object; }
  F.prototype = [].values();
  new Set(new F());
}
