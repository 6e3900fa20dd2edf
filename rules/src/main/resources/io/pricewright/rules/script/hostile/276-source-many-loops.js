// outcome: publish_error
// tries: Five thousand loops.
export function price() { {{5000:for(;;);}} }
