// outcome: script_error
// tries: Runs WebAssembly.
export function price(usage, params, context) {
  new WebAssembly.Memory({initial: 65536});
}
