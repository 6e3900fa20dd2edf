// outcome: publish_error
// tries: Texts in texts as deeply as the length allows.
export function price() { return {{1900:`${}}1{{1900:}`}}; }
