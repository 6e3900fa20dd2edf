// outcome: script_error
// tries: Walks to a prototype by __proto__.
export function price(usage, params, context) {
  usage.__proto__.x = 1;
}
