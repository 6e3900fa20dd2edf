// outcome: script_timeout
// tries: As many loops as are allowed.
export function price() { {{490:for(;;);}} }
