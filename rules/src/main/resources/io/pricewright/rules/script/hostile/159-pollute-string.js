// outcome: script_error
// tries: Replaces String.prototype.slice, which the runner uses.
export function price(usage, params, context) {
  String.prototype.slice = () => { for (;;); };
}
