// outcome: publish_error
// tries: As long a chain of branches as the length allows.
export function price(usage) { {{600:if(usage);else }}; return []; }
