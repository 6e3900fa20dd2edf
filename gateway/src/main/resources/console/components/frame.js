// What stands around every page: rooms, theme, keys, sign-out, and a line for what just happened.

import {el, replace} from '../dom.js';
import {known} from '../keys.js';
import {openDialog} from './dialog.js';
import {nextTheme, themeName} from './theme.js';

/** Draws the frame; answers where pages go, and how to say which room is open. */
export function frame(rooms, leave) {
  const links = rooms.map(room =>
    el('a', {href: '#' + room.home}, room.title, el('kbd', {'aria-hidden': 'true'}, `g ${room.key}`)));
  const main = el('main', {id: 'main', tabindex: '-1'});
  const theme = el('button', {type: 'button', class: 'quiet', on: {click: () => show(nextTheme())}});
  const show = name => {
    theme.setAttribute('aria-label', `Theme: ${name}`);
    replace(theme, el('span', {class: 'wide-only'}, 'Theme: '), name);
  };
  show(themeName());
  replace(document.body,
    el('a', {class: 'skip', href: '#main', on: {click: event => { event.preventDefault(); main.focus(); }}}, 'To the page'),
    el('div', {class: 'frame'},
      el('header', {class: 'side'},
        el('a', {class: 'brand', href: '#' + rooms[0].home}, el('img', {src: 'icon.svg', alt: ''}), 'Pricewright'),
        el('nav', {'aria-label': 'Rooms'}, el('ul', {class: 'rooms'}, links.map(link => el('li', {}, link)))),
        el('div', {class: 'side-foot'},
          theme,
          el('button', {type: 'button', class: 'quiet', on: {click: help}}, 'Keys', el('kbd', {'aria-hidden': 'true'}, '?')),
          el('button', {type: 'button', class: 'quiet', on: {click: () => leave()}}, 'Sign out'))),
      main),
    el('div', {class: 'toast', role: 'status', 'aria-live': 'polite'}));
  return {main, current: room => mark(links, rooms.indexOf(room))};
}

function mark(links, at) {
  links.forEach((link, i) => {
    if (i === at) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
}

let hide = 0;

/** Says in a line what just happened. */
export function say(text) {
  const toast = document.querySelector('.toast');
  if (!toast) return;
  replace(toast, text);
  clearTimeout(hide);
  hide = setTimeout(() => replace(toast), 5_000);
}

/** Shows the keys that work here. */
export function help() {
  openDialog('Keys', close => [
    el('dl', {}, known().map(one => [
      el('dt', {}, one.keys.split(' ').map(key => [el('kbd', {}, key), ' '])),
      el('dd', {}, one.does)])),
    el('div', {class: 'actions'}, el('button', {type: 'button', on: {click: close}}, 'Close'))]);
}
