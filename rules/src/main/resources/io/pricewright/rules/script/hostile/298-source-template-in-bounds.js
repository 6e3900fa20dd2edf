// outcome: publish_error
// tries: Texts in texts as deeply as the length allows.
export function price() { return {{700:`${}}1{{700:}`}}; }
