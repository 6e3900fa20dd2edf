// outcome: script_error
// tries: Replaces exec on a pattern.
export function price(usage, params, context) {
  const r = /a/; r.exec = () => ({index: 0}); 'aaa'.replace(r, '');
}
