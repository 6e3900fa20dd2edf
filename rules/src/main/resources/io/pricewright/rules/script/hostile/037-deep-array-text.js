// outcome: script_timeout
// tries: Nests arrays 9,999 deep and asks for their text for ever.
export function price(usage, params, context) {
  let n = []; for (let i = 0; i < 9999; i++) n = [n];
  for (;;) try { n.toString(); } catch (e) {}
}
