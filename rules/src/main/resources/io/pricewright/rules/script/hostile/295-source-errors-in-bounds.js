// outcome: publish_error
// tries: As many errors as the length allows.
export function price() { {{1900:2n;}} }
