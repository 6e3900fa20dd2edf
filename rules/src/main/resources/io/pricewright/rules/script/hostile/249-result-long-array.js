// outcome: script_result
// tries: Four thousand million lines.
export function price(usage, params, context) {
  const a = []; a.length = 4294967295; return a;
}
