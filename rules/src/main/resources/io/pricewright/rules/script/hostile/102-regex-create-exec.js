// outcome: script_error
// tries: An object that inherits from a regular expression, its exec a built-in: endless matches.
export function price(usage, params, context) {
  'x'.replace(Object.create(/a/, {exec: {value: Object}, flags: {value: 'g'}, lastIndex: {value: 0, writable: true}}), '');
}
