// outcome: script_error
// tries: Makes an array from a length.
export function price(usage, params, context) {
  Array.from({length: 1e9});
}
