// outcome: script_error
// tries: A pattern made at run time through split, to get a back reference in.
export function price(usage, params, context) {
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.split(Object.create(/a/, {source: {value: '(a*)*\\1c'}, flags: {value: 'g'}}));
}
