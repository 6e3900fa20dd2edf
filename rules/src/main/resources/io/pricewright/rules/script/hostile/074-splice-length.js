// outcome: script_error
// tries: Splices an array whose length was raised.
export function price(usage, params, context) {
  const a = [1]; a.length = 4294967295; a.splice(1, 0, 1);
}
