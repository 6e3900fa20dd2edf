// outcome: script_timeout
// tries: Keeps many long texts.
export function price(usage, params, context) {
  const a = []; for (let i = 0;; i++) a.push(('x' + i).repeat(10000));
}
