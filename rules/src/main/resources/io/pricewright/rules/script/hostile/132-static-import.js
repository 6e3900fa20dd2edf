// outcome: publish_error
// tries: Imports a file.
import x from '/etc/passwd';
export function price() { return []; }
