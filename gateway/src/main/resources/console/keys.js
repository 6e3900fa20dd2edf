// Command keys: one letter, or `g` and a letter. Never while something is typed.

const always = [];
let here = [];
let first = null;
let forget = 0;

const typing = target =>
  target.closest?.('input, textarea, select, dialog, .CodeMirror, [contenteditable]') !== null;

/** Adds a key that works everywhere: `keys` is 'g s' or 'n'. */
export const everywhere = (keys, does, act) => always.push({keys, does, act});

/** Adds a key of the page that is open. */
export const onPage = (keys, does, act) => here.push({keys, does, act});

/** Forgets the keys of the page that is left. */
export const leavePage = () => { here = []; };

/** Returns all keys that work now. */
export const known = () => [...here, ...always];

/** Begins to listen. */
export function listen() {
  document.addEventListener('keydown', pressed);
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  if (typing(event.target)) {
    if (event.key === 'Escape' && event.target.matches('input[type=search]')) event.target.blur();
    return;
  }
  const keys = first ? `${first} ${event.key}` : event.key;
  first = null;
  clearTimeout(forget);
  const found = known().find(one => one.keys === keys);
  if (found) {
    event.preventDefault();
    found.act();
  } else if (known().some(one => one.keys.startsWith(`${event.key} `))) {
    first = event.key;
    forget = setTimeout(() => { first = null; }, 1_500);
  }
}

/** Moves the focus between the rows of the tables of a page. */
export function step(by) {
  const rows = [...document.querySelectorAll('main a.row')].filter(row => row.offsetParent !== null);
  if (rows.length === 0) return;
  const at = rows.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by));
  rows[next].focus();
}
