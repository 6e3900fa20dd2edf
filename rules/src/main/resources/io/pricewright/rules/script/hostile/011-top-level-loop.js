// outcome: script_timeout
// tries: Loops before the price is asked.
for (;;);
export function price() { return []; }
