// outcome: publish_error
// tries: A text that is never closed.
export function price() { return 'x
