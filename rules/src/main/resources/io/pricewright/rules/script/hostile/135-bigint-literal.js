// outcome: publish_error
// tries: A BigInt that grows without bound.
export function price(usage, params, context) {
  2n ** (2n ** 30n);
}
