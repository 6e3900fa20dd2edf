// outcome: script_timeout
// tries: Breaks out of a labelled block inside the inserted braces.
export function price(usage, params, context) {
  for (;;) b: { if (usage) break b; }
}
