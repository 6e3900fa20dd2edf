// outcome: publish_error
// tries: A comment that one parser sees and the other does not.
export function price(usage, params, context) {
  const x = 1<!--for(;;);
  ;return [{label: 'ok', amount: '1'}];
}
