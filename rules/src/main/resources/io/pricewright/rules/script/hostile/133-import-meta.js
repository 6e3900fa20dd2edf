// outcome: publish_error
// tries: Reads import.meta.
export function price(usage, params, context) {
  import.meta.url;
}
