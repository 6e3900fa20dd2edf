// outcome: priced
// tries: As long a list as the length allows.
export function price() { [{{3900:1,}}];
  return []; }
