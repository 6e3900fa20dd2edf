// outcome: publish_error
// tries: Twenty thousand nested brackets.
export function price() { return {{20000:(}}{{20000:)}}; }
