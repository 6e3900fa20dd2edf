// outcome: publish_error
// tries: Thirteen thousand functions.
export function price() { return [{{10900:a=>1,}}]; }
