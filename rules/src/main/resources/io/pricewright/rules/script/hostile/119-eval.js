// outcome: publish_error
// tries: Evaluates text.
export function price(usage, params, context) {
  eval('1');
}
