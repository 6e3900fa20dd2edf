// outcome: script_error
// tries: Throws markup, for who reads the receipt in a browser.
export function price(usage, params, context) {
  throw new Error('<script>alert(1)</script>');
}
