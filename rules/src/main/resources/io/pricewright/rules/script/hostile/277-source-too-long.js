// outcome: publish_error
// tries: A source over the limit.
export function price() { {{70000: }} }
