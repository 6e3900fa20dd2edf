// outcome: script_result
// tries: A label that moves the cursor of a terminal.
export function price(usage, params, context) {
  return [{label: '\u001b[2J', amount: '1'}];
}
