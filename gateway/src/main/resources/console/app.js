// The console: signs in, shows the frame, and opens the page that the address names.

import {onRefusedKey, signedIn, signOut} from './api.js';
import {frame, help, say} from './components/frame.js';
import {problem} from './components/problem.js';
import {signInPage} from './components/sign-in.js';
import {el, replace} from './dom.js';
import {everywhere, leavePage, listen, step} from './keys.js';
import {rooms} from './rooms/rooms.js';

const pages = rooms.flatMap(room =>
  room.pages.map(([pattern, open]) => ({room, open, path: compiled(pattern)})));
let shown = null;
let leaving = new AbortController();

function compiled(pattern) {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (whole, name) => {
    names.push(name);
    return '([^/]+)';
  });
  return {expression: new RegExp(`^${source}$`), names};
}

function find(path) {
  for (const page of pages) {
    const match = page.path.expression.exec(path);
    if (match) {
      const given = page.path.names.map((name, i) => [name, decoded(match[i + 1])]);
      return {...page, given: Object.fromEntries(given)};
    }
  }
  return null;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function open() {
  leaving.abort();
  leaving = new AbortController();
  leavePage();
  if (!signedIn()) return;
  const [path, query = ''] = (location.hash.slice(1) || rooms[0].home).split('?');
  const page = find(path);
  shown.current(page?.room ?? null);
  const main = replace(shown.main, el('p', {class: 'dim', role: 'status'}, 'Loading …'));
  const view = {main, signal: leaving.signal, query: new URLSearchParams(query), title: named, say};
  try {
    if (page) {
      await page.open(view, page.given);
    } else {
      named('Nothing here');
      replace(main, el('h1', {}, 'There is no such page.'), el('p', {}, el('a', {href: '#' + rooms[0].home}, 'To the first room')));
    }
  } catch (fault) {
    if (fault.name !== 'AbortError' && !view.signal.aborted) {
      replace(main, problem(fault));
    }
  }
  if (!view.signal.aborted) main.focus({preventScroll: true});
}

function named(title) {
  document.title = `${title} · Pricewright`;
}

function start(message) {
  leaving.abort();
  if (signedIn()) {
    shown = frame(rooms, leave);
    open();
  } else {
    signInPage(() => start(), message);
  }
}

function leave(refused) {
  signOut(!refused);
  start(refused?.message);
}

onRefusedKey(leave);
for (const room of rooms) {
  everywhere(`g ${room.key}`, `Go to ${room.title}`, () => { location.hash = room.home; });
}
everywhere('/', 'Search this page', () => document.querySelector('main input[type=search]')?.focus());
everywhere('j', 'Next row', () => step(1));
everywhere('k', 'Row before', () => step(-1));
everywhere('?', 'Show the keys', help);
listen();
addEventListener('hashchange', open);
start();
