// outcome: script_error
// tries: Asks for the engine.
export function price(usage, params, context) {
  Graal.versionECMAScript;
}
