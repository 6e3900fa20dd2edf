// outcome: script_timeout
// tries: Fills a Map with texts.
export function price(usage, params, context) {
  const m = new Map(); for (let i = 0;; i++) m.set('k' + i, 'x'.repeat(60000) + i);
}
