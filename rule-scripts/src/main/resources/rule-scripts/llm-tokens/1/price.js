const INPUT = {
  tokens: 'input_tokens', price: 'input_price', label: 'input tokens',
  parts: [
    {tokens: 'cached_input_tokens', price: 'cached_input_price', label: 'cached input tokens'},
    {tokens: 'cache_write_tokens', price: 'cache_write_price', label: 'tokens written to the cache'},
    {tokens: 'input_audio_tokens', price: 'input_audio_price', label: 'input audio tokens'},
    {tokens: 'cached_audio_tokens', price: 'cached_audio_price', label: 'cached audio tokens'},
  ],
};
const OUTPUT = {
  tokens: 'output_tokens', price: 'output_price', label: 'output tokens',
  parts: [{tokens: 'output_audio_tokens', price: 'output_audio_price', label: 'output audio tokens'}],
};

/**
 * @typedef {{base: DecimalText, above: {tokens: DecimalText, price: DecimalText}[]}} ByContext
 * @typedef {{[price: string]: DecimalText | ByContext | undefined} & {request_price?: DecimalText}} Prices
 * @typedef {{from?: string, time?: {from: string, to: string}, prices: Prices}} Dated
 */

/**
 * The tokens of one model call, priced per million by model, date, time of day and context length.
 * @param {UsageEvent} event
 * @param {Prices & {models?: {[model: string]: Dated[]}}} params
 */
export function rate(event, params) {
  const used = event.properties;
  const input = count(used, INPUT.tokens), output = count(used, OUTPUT.tokens);
  if (input === undefined && output === undefined) {
    throw new Error('the event has neither input_tokens nor output_tokens');
  }
  const prices = params.models === undefined ? params : pricesOf(event, params, params.models);
  const context = input === undefined ? '0' : input;
  /** @type {Line[]} */
  const lines = [];
  if (input !== undefined) side(lines, INPUT, input, used, prices, context);
  if (output !== undefined) side(lines, OUTPUT, output, used, prices, context);
  if (prices.request_price !== undefined) lines.push({label: 'request', amount: prices.request_price});
  return lines;
}

/**
 * @param {Properties} used
 * @param {string} name
 * @returns {DecimalText | undefined}
 */
function count(used, name) {
  const value = used[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new TypeError(name + ' is not a number');
  return value;
}

/**
 * The last entry of the model that is in force; the general prices when the model is not listed.
 * @param {UsageEvent} event
 * @param {Prices} general
 * @param {{[model: string]: Dated[]}} models
 */
function pricesOf(event, general, models) {
  const model = String(event.properties.model);
  if (!Object.hasOwn(models, model)) {
    if (general.input_price !== undefined) return general;
    throw new Error('the model ' + model.slice(0, 100) + ' has no price: add it to models, or give input_price and output_price');
  }
  const date = event.timestamp.slice(0, 10), time = event.timestamp.slice(11, 16);
  const found = models[model].findLast(entry => inForce(entry, date, time));
  if (found === undefined) throw new Error('no price of the model ' + model.slice(0, 100) + ' is in force on ' + date);
  return found.prices;
}

/**
 * From its first day, and from the first minute of its hours up to, and without, their last.
 * @param {Dated} entry
 * @param {string} date
 * @param {string} time
 */
function inForce(entry, date, time) {
  if (entry.from !== undefined && date < entry.from) return false;
  if (entry.time === undefined) return true;
  const {from, to} = entry.time;
  return from < to ? from <= time && time < to : from <= time || time < to;
}

/**
 * One side of the call: each part that has a price of its own, and the rest at the side's price.
 * @param {Line[]} lines
 * @param {typeof INPUT} kind
 * @param {DecimalText} total
 * @param {Properties} used
 * @param {Prices} prices
 * @param {DecimalText} context
 */
function side(lines, kind, total, used, prices, context) {
  let rest = Decimal.from(total);
  for (let i = 0; i < kind.parts.length; i++) {
    const part = kind.parts[i], price = prices[part.price];
    if (price === undefined) continue;
    const counted = count(used, part.tokens);
    if (counted === undefined) continue;
    rest = rest.minus(counted);
    lines.push(line(part.label, Decimal.from(counted), price, context));
  }
  if (rest.isZero()) return;
  const price = prices[kind.price];
  if (rest.sign() < 0) throw new Error(kind.tokens + ' is less than its parts: it counts them too');
  if (price === undefined) throw new Error('there is no ' + kind.price + ' for the ' + kind.label);
  lines.push(line(kind.label, rest, price, context));
}

/**
 * @param {string} label
 * @param {Decimal} quantity
 * @param {DecimalText | ByContext} price
 * @param {DecimalText} context
 * @returns {Line}
 */
function line(label, quantity, price, context) {
  const unit_price = Decimal.from(typeof price === 'string' ? price : byContext(price, context)).times('0.000001');
  return {label, quantity, unit_price, amount: quantity.times(unit_price)};
}

/**
 * The price of the last bound that the call's input exceeds; it holds for all tokens of the call.
 * @param {ByContext} price
 * @param {DecimalText} context
 */
function byContext(price, context) {
  const length = Decimal.from(context);
  const reached = price.above.findLast(step => length.gt(step.tokens));
  return reached === undefined ? price.base : reached.price;
}
