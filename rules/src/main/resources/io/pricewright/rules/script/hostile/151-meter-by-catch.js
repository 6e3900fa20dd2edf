// outcome: script_timeout
// tries: Looks for the meter on the error it throws.
export function price(usage, params, context) {
  for (;;) { try { for (;;); } catch (e) { e.f = 1e9; e.meter = e; } }
}
