// Tables: rows that lead somewhere are links in their first cell, so Tab, Enter, j and k reach them.

import {el, replace} from '../dom.js';

/**
 * Draws a table. Columns: {title, cell(row), number, wide}; `href(row)` makes the row lead there.
 */
export function table({caption, columns, rows, href, empty}) {
  if (rows.length === 0) return el('p', {class: 'empty'}, empty ?? 'Nothing here yet.');
  return el('div', {class: 'table', tabindex: href ? null : '0', role: 'region', 'aria-label': caption},
    el('table', {},
      el('caption', {class: 'hidden'}, caption),
      el('thead', {}, el('tr', {}, columns.map(column =>
        el('th', {scope: 'col', class: kind(column)}, column.title)))),
      el('tbody', {}, rows.map(row => line(columns, row, href)))));
}

const kind = column => [column.number && 'number', column.wide && 'wide-only'].filter(Boolean).join(' ') || null;

function line(columns, row, href) {
  const to = href?.(row);
  const go = event => {
    if (to && !event.target.closest('a, button') && !getSelection().toString()) location.hash = to;
  };
  return el('tr', {class: to && 'go', on: {click: go}}, columns.map((column, i) =>
    el('td', {class: kind(column)}, to && i === 0 ? el('a', {class: 'row', href: '#' + to}, column.cell(row)) : column.cell(row))));
}

/** A table with a field that narrows it: `text(row)` is what is searched. */
export function searched(label, rows, text, draw) {
  const shown = el('div', {});
  const field = el('input', {type: 'search', class: 'search', placeholder: 'Search  ( / )', 'aria-label': label, on: {input: narrow}});
  function narrow() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    replace(shown, draw(rows.filter(row => words.every(word => text(row).toLowerCase().includes(word)))));
  }
  narrow();
  return {field, shown};
}
