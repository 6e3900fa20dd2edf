// outcome: publish_error
// tries: Fills its own steps up.
export function price(usage, params, context) {
  $$.f = 1e9; for (;;);
}
