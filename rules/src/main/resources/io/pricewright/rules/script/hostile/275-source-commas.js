// outcome: publish_error
// tries: Eight thousand numbers in a list.
export function price() { [{{8000:1,}}];
  return []; }
