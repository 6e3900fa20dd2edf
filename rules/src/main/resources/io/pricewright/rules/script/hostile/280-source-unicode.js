// outcome: publish_error
// tries: Direction marks around a name.
export function price() { return ‮[]; }
