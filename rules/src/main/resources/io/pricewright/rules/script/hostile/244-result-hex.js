// outcome: script_result
// tries: A hexadecimal amount.
export function price(usage, params, context) {
  return [{label: 'x', amount: '0x10'}];
}
