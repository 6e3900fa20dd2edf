// outcome: publish_error
// tries: Two entry points.
export function price() { return []; }
export function rate() { return []; }
