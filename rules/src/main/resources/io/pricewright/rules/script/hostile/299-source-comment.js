// outcome: publish_error
// tries: Thirty thousand words of comment.
// {{30000:a }}
export function price() { return []; }
