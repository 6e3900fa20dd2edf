// outcome: script_timeout
// tries: Continues an outer labelled loop from finally, so that no error leaves.
export function price(usage, params, context) {
  a: for (;;) { try { for (;;); } finally { continue a; } }
}
