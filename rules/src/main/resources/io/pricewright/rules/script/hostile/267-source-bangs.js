// outcome: publish_error
// tries: Sixty thousand signs before a value.
export function price() { return {{60000:!}}1; }
