// outcome: publish_error
// tries: As long a sum as the length allows.
export function price() { return {{1900:1+}}1; }
