// Tokens of one model call, priced per million.
export function rate(event, params) {
  const {input_tokens, output_tokens} = event.properties;
  if (input_tokens === undefined && output_tokens === undefined) {
    throw new Error('the event has neither input_tokens nor output_tokens');
  }
  const lines = [];
  if (input_tokens !== undefined) lines.push(tokens('input tokens', input_tokens, params.input_price));
  if (output_tokens !== undefined) lines.push(tokens('output tokens', output_tokens, params.output_price));
  return lines;
}

function tokens(label, count, perMillion) {
  const quantity = Decimal.from(count);
  const unit_price = Decimal.from(perMillion).times('0.000001');
  return {label, quantity, unit_price, amount: quantity.times(unit_price)};
}
