// The head of a page, cards, badges and tiles: what pages are laid out with.

import {el} from '../dom.js';

/** Draws the head: where one is, the title, a line below, and what can be done. */
export function head({crumb, title, below, actions}) {
  return el('header', {class: 'head'},
    el('div', {},
      crumb && el('p', {class: 'crumb'}, el('a', {href: crumb.href}, crumb.text)),
      el('h1', {}, title),
      below && el('p', {class: 'dim'}, below)),
    actions && el('div', {class: 'actions'}, actions));
}

export const card = (title, ...body) =>
  el('section', {class: 'card', 'aria-label': title}, el('header', {}, el('h2', {}, title)), el('div', {class: 'body'}, body));

/** A card whose body reaches to its edges, for tables and code. */
export const flush = (title, extra, ...body) =>
  el('section', {class: 'card', 'aria-label': title}, el('header', {}, el('h2', {}, title), extra), body);

export const badge = (text, tone = '') => el('span', {class: `badge ${tone}`}, text);

export const tile = (label, value, below) =>
  el('div', {class: 'tile'}, el('span', {}, label), el('b', {}, value), below && el('span', {}, below));

export const link = (text, href, kind = '') => el('a', {class: `button ${kind}`, href}, text);

export const button = (text, act, kind = '') => el('button', {type: 'button', class: kind, on: {click: act}}, text);

export const facts = pairs => el('dl', {}, pairs.map(([name, value]) =>
  value !== null && value !== undefined && value !== '' && [el('dt', {}, name), el('dd', {}, value)]));
