// outcome: priced
// tries: As many branches as the length allows.
export function price(usage, params) { {{600:if(usage)params;}} return []; }
