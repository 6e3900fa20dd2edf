// outcome: script_timeout
// tries: Grows a Set while it is walked.
export function price(usage, params, context) {
  const s = new Set([0]); let n = 0;
  s.forEach(() => { s.add(++n); });
}
