// outcome: priced
// tries: As long a list as the length allows.
export function price() { [{{1900:1,}}];
  return []; }
