// outcome: script_error
// tries: Asks for a buffer that grows.
export function price(usage, params, context) {
  new ArrayBuffer(8, {maxByteLength: 1e9});
}
