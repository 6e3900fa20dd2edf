// outcome: publish_error
// tries: Twenty thousand errors on one line.
export function price() { {{21000:2n;}} }
