// outcome: publish_error
// tries: Imports at run time.
export function price(usage, params, context) {
  import('data:text/javascript,1');
}
