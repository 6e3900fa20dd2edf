// Writes amounts and times for people. Amounts stay texts: no digit passes through a float.

/** Two decimals and thousands; of a smaller amount the first three digits. */
export function money(text) {
  const {sign, whole, fraction} = parts(text);
  const small = /^0*$/.test(whole) && !/^0*$/.test(fraction) && /^00/.test(fraction.padEnd(2, '0'));
  if (small) return sign + '0.' + /^0*\d{1,3}/.exec(fraction)[0].replace(/0+$/, '');
  const cents = rounded(whole, fraction);
  const digits = cents.toString().padStart(3, '0');
  return sign + thousands(digits.slice(0, -2)) + '.' + digits.slice(-2);
}

/** The same with its sign, also above zero. */
export const signed = text => (positive(text) ? '+' : '') + money(text);

export const positive = text => text !== null && !String(text).startsWith('-') && !zero(text);
export const negative = text => text !== null && String(text).startsWith('-') && !zero(text);
const zero = text => /^-?[0.]*$/.test(String(text));

/** Whole numbers and quantities with thousands. */
export function count(number) {
  const {sign, whole, fraction} = parts(number);
  const rest = fraction.replace(/0+$/, '');
  return sign + thousands(whole) + (rest ? '.' + rest : '');
}

/** How much something changed, in percent of what it was; for reading, not for reckoning. */
export function percent(difference, of) {
  const before = Math.abs(Number(of));
  if (before === 0) return '';
  const share = (Number(difference) * 100) / before;
  return `${share > 0 ? '+' : ''}${share.toFixed(1)} %`;
}

export const day = text => (text ? text.slice(0, 10) : '');
export const time = text => (text ? `${text.slice(0, 10)} ${text.slice(11, 16)} UTC` : '');
export const words = text => String(text ?? '').replaceAll('_', ' ');
export const pretty = value => JSON.stringify(value, null, 2);

function parts(value) {
  const text = String(value ?? '0');
  const bare = text.replace(/^[-+]/, '');
  const [whole, fraction = ''] = bare.split('.');
  return {sign: text.startsWith('-') ? '-' : '', whole: whole || '0', fraction};
}

function rounded(whole, fraction) {
  const padded = fraction.padEnd(3, '0');
  const cents = BigInt(whole + padded.slice(0, 2));
  return padded[2] >= '5' ? cents + 1n : cents;
}

const thousands = digits => digits.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
