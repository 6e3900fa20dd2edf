// outcome: script_error
// tries: Makes a function from text.
export function price(usage, params, context) {
  (() => 0).constructor('return 1')();
}
