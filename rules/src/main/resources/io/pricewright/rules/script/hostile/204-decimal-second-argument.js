// outcome: priced
// tries: Gives the constructor a second argument, as the prelude does.
export function price(usage, params, context) {
  return [{label: 'x', amount: new Decimal('1', {toString: () => '9'})}];
}
