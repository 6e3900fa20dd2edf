// outcome: publish_error
// tries: An inexact operator.
export function price(usage, params, context) {
  2 ** 0.5;
}
