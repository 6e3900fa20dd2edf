const MILLIONTH = Decimal.from('0.000001');

/**
 * @typedef {{base: DecimalText, above: {tokens: DecimalText, price: DecimalText}[]}} ByContext
 * @typedef {DecimalText | ByContext} TokenPrice
 * @typedef {{
 *   input_price?: TokenPrice, cached_input_price?: TokenPrice, cache_write_price?: TokenPrice,
 *   input_audio_price?: TokenPrice, cached_audio_price?: TokenPrice,
 *   output_price?: TokenPrice, output_audio_price?: TokenPrice, request_price?: DecimalText
 * }} Prices
 * @typedef {{from?: string, time?: {from: string, to: string}, prices: Prices}} Dated
 * @typedef {{pattern: string, model: string}} Match
 */

/**
 * The tokens of one model call, priced per million by model, date, time of day and context length.
 * @param {UsageEvent} event
 * @param {Prices & {models?: {[model: string]: Dated[]}, matches?: Match[]}} params
 */
export function rate(event, params) {
  const used = event.properties;
  const input = used.input_tokens ?? null, output = used.output_tokens ?? null;
  if (input === null && output === null) throw new Error('the event has neither input_tokens nor output_tokens');
  const p = params.models === undefined ? params : pricesOf(event, params, params.models, params.matches ?? []);
  const context = input === null ? '0' : input;
  /** @type {Line[]} */
  const lines = [];
  if (input !== null) {
    let rest = count('input_tokens', input);
    if (p.cached_input_price !== undefined) rest = part(lines, rest, 'cached input tokens', used.cached_input_tokens, p.cached_input_price, context);
    if (p.cache_write_price !== undefined) rest = part(lines, rest, 'tokens written to the cache', used.cache_write_tokens, p.cache_write_price, context);
    if (p.input_audio_price !== undefined) rest = part(lines, rest, 'input audio tokens', used.input_audio_tokens, p.input_audio_price, context);
    if (p.cached_audio_price !== undefined) rest = part(lines, rest, 'cached audio tokens', used.cached_audio_tokens, p.cached_audio_price, context);
    add(lines, rest, 'input tokens', p.input_price, context);
  }
  if (output !== null) {
    let rest = count('output_tokens', output);
    if (p.output_audio_price !== undefined) rest = part(lines, rest, 'output audio tokens', used.output_audio_tokens, p.output_audio_price, context);
    add(lines, rest, 'output tokens', p.output_price, context);
  }
  if (p.request_price !== undefined) lines.push({label: 'request', amount: p.request_price});
  return lines;
}

/**
 * @param {string} label
 * @param {Json} value
 */
function count(label, value) {
  if (typeof value !== 'string') throw new TypeError(label + ': the event has no number there');
  return Decimal.from(value);
}

/**
 * The last entry of the model that is in force; the general prices when the model is not listed.
 * @param {UsageEvent} event
 * @param {Prices} general
 * @param {{[model: string]: Dated[]}} models
 * @param {readonly Match[]} matches
 */
function pricesOf(event, general, models, matches) {
  const named = String(event.properties.model);
  const model = Object.hasOwn(models, named) ? named : matched(named, matches);
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
 * The model of the first pattern that a name fits, as the lists of providers spell one model in many
 * ways; the name itself when it fits none.
 * @param {string} name
 * @param {readonly Match[]} matches
 */
function matched(name, matches) {
  if (name.length > 200) return name;
  const found = matches.find(one => fits(name, one.pattern));
  return found === undefined ? name : found.model;
}

/**
 * In a pattern * stands for any text, # for one digit, and everything else for itself.
 * @param {string} name
 * @param {string} pattern
 */
function fits(name, pattern) {
  if (!stands(name, 0, pattern.slice(0, 1)) && pattern[0] !== '*') return false;
  const pieces = pattern.split('*');
  const last = pieces.length - 1;
  if (!stands(name, 0, pieces[0])) return false;
  if (last === 0) return name.length === pattern.length;
  let at = pieces[0].length;
  for (const piece of pieces.slice(1, last)) {
    while (at <= name.length && !stands(name, at, piece)) at++;
    at += piece.length;
  }
  const end = name.length - pieces[last].length;
  return end >= at && stands(name, end, pieces[last]);
}

/**
 * @param {string} name
 * @param {number} from
 * @param {string} piece
 */
function stands(name, from, piece) {
  for (let i = 0; i < piece.length; i++) {
    const letter = name[from + i];
    if (piece[i] === '#' ? !(letter >= '0' && letter <= '9') : letter !== piece[i]) return false;
  }
  return true;
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
 * Prices a part of one side's tokens, and answers what is left of that side.
 * @param {Line[]} lines
 * @param {Decimal} rest
 * @param {string} label
 * @param {Json} value
 * @param {TokenPrice} price
 * @param {Json} context
 */
function part(lines, rest, label, value, price, context) {
  if (value === undefined || value === null) return rest;
  const quantity = count(label, value);
  add(lines, quantity, label, price, context);
  return rest.minus(quantity);
}

/**
 * @param {Line[]} lines
 * @param {Decimal} quantity
 * @param {string} label
 * @param {TokenPrice | undefined} price
 * @param {Json} context
 */
function add(lines, quantity, label, price, context) {
  const sign = quantity.sign();
  if (sign === 0) return;
  if (sign < 0) throw new Error('fewer ' + label + ' than none: the count of a side holds its parts too');
  if (price === undefined) throw new Error('there is no price for ' + label);
  const unit_price = Decimal.from(typeof price === 'string' ? price : byContext(price, context)).times(MILLIONTH);
  lines.push({label, quantity, unit_price, amount: quantity.times(unit_price)});
}

/**
 * The price of the last bound that the call's input exceeds; it holds for all tokens of the call.
 * @param {ByContext} price
 * @param {Json} context
 */
function byContext(price, context) {
  const length = count('input_tokens', context);
  const reached = price.above.findLast(step => length.gt(step.tokens));
  return reached === undefined ? price.base : reached.price;
}
