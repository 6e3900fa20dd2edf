// outcome: publish_error
// tries: Templates in templates.
export function price() { return {{15000:`${}}1{{15000:}`}}; }
