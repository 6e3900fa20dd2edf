// outcome: publish_error
// tries: Brackets nested as deeply as the length allows.
export function price() { return {{1700:(}}1{{1700:)}}; }
