// outcome: script_timeout
// tries: A loop whose body is one statement.
export function price(usage, params, context) {
  let i = 0; do i++; while (i > 0);
}
