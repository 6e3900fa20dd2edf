// outcome: script_timeout
// tries: Deletes and adds the same value again while the Set is walked.
export function price(usage, params, context) {
  const s = new Set([0]);
  s.forEach(x => { s.delete(x); s.add(x); });
}
