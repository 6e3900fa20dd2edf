// outcome: publish_error
// tries: Ten thousand else ifs.
export function price(usage) { {{5900:if(0);else }}; }
