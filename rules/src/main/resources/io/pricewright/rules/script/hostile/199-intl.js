// outcome: script_error
// tries: Formats by locale.
export function price(usage, params, context) {
  new Intl.NumberFormat('de').format(1);
}
