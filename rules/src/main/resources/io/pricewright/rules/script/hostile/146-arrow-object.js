// outcome: script_timeout
// tries: An arrow that answers an object with a looping getter.
export function price(usage, params, context) {
  const f = () => ({get x() { for (;;); }}); f().x;
}
