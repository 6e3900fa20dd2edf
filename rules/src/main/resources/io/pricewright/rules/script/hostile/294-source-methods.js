// outcome: publish_error
// tries: A thousand methods, which have no word for a function.
export function price() { return [{{{600:a(){},}}}]; }
