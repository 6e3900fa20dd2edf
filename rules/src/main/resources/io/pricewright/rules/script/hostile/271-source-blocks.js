// outcome: publish_error
// tries: Nested blocks.
export function price() { {{30000:{}}{{30000:}}} }
