// outcome: publish_error
// tries: An async function.
export function price(usage, params, context) {
  (async () => { for (;;); })();
}
