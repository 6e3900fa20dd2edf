// outcome: publish_error
// tries: A sum of thirty thousand terms: a tree as deep.
export function price() { return {{30000:1+}}1; }
