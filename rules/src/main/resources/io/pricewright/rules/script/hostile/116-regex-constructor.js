// outcome: script_error
// tries: Makes a pattern at run time.
export function price(usage, params, context) {
  new (/a/.constructor)('(a*)*\\1');
}
