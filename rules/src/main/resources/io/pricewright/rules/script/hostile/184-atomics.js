// outcome: script_error
// tries: Waits on shared memory.
export function price(usage, params, context) {
  Atomics.wait();
}
