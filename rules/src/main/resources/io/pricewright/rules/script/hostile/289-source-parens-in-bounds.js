// outcome: publish_error
// tries: Brackets nested as deeply as the length allows.
export function price() { return {{3500:(}}1{{3500:)}}; }
