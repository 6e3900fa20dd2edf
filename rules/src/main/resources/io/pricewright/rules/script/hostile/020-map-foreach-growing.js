// outcome: script_timeout
// tries: Grows a Map while it is walked.
export function price(usage, params, context) {
  const m = new Map([[0, 0]]); let n = 0;
  m.forEach(() => { m.set(++n, n); });
}
