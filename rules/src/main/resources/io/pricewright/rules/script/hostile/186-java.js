// outcome: script_error
// tries: Reaches for Java.
export function price(usage, params, context) {
  Java.type('java.lang.System').exit(1);
}
