// outcome: publish_error
// tries: Waits.
export function price(usage, params, context) {
  await 1;
}
