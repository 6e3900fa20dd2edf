// outcome: script_error
// tries: Changes parameters deep inside.
export function price(usage, params, context) {
  params.deep.list[0] = 1;
}
