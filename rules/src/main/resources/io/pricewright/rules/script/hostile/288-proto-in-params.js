// outcome: priced
// tries: Parameters with a field named __proto__.
// input: proto_params
export function price(usage, params, context) {
  const a = {}; return [{label: typeof a.polluted, amount: '1'}];
}
