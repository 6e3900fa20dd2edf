// Shows what the server refused, in its own words.

import {el} from '../dom.js';

/** Draws a failure: its sentence, then each field that is to blame. */
export function problem(fault) {
  const errors = fault.errors ?? [];
  return el('div', {class: 'note bad', role: 'alert'},
    el('strong', {}, fault.title ?? 'Something failed'), ' ', fault.message,
    errors.length > 0 && el('ul', {}, errors.map(error =>
      el('li', {}, error.pointer && el('code', {}, error.pointer), error.pointer && ' ', error.detail))),
    fault.requestId && fault.status >= 500 && el('p', {class: 'dim'}, `Request ${fault.requestId}`));
}
