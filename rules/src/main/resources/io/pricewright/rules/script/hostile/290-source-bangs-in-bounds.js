// outcome: publish_error
// tries: As many signs before a value as the length allows.
export function price() { return {{3500:!}}1; }
