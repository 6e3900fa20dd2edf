// outcome: publish_error
// tries: Arrows in arrows.
export function price() { return {{20000:a=>}}1; }
