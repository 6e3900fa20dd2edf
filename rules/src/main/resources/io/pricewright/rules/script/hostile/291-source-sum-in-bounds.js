// outcome: publish_error
// tries: As long a sum as the length allows.
export function price() { return {{3800:1+}}1; }
