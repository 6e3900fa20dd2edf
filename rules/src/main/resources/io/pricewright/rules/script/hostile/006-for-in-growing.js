// outcome: script_timeout
// tries: Adds keys to the object it walks, again and again.
export function price(usage, params, context) {
  const o = {a: 1}; let n = 0;
  for (;;) for (const k in o) o['k' + n++] = 1;
}
