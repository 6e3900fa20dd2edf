// What changed between two texts, line by line, with the changed part of a line set off.

import {el} from '../dom.js';

const AROUND = 3;
const MOST_CELLS = 4_000_000;

/** Returns [{sign: ' ' | '-' | '+', text, before, after}] with line numbers from 1. */
export function compare(before, after) {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const rows = [];
  const same = (i, j) => rows.push({sign: ' ', text: a[i], before: i + 1, after: j + 1});
  for (let i = 0; i < start; i++) same(i, i);
  middle(a.slice(start, a.length - end), b.slice(start, b.length - end), start, rows);
  for (let i = end; i > 0; i--) same(a.length - i, b.length - i);
  return rows;
}

/** The longest common subsequence; texts too long for it count as wholly changed. */
function middle(a, b, at, rows) {
  const removed = i => rows.push({sign: '-', text: a[i], before: at + i + 1, after: null});
  const added = j => rows.push({sign: '+', text: b[j], before: null, after: at + j + 1});
  if (a.length * b.length > MOST_CELLS) {
    a.forEach((line, i) => removed(i));
    b.forEach((line, j) => added(j));
    return;
  }
  const wide = b.length + 1;
  const best = new Uint32Array((a.length + 1) * wide);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * wide + j] = a[i] === b[j] ? best[(i + 1) * wide + j + 1] + 1 : Math.max(best[(i + 1) * wide + j], best[i * wide + j + 1]);
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      rows.push({sign: ' ', text: a[i], before: at + i++ + 1, after: at + j++ + 1});
    } else if (j >= b.length || (i < a.length && best[(i + 1) * wide + j] >= best[i * wide + j + 1])) {
      removed(i++);
    } else {
      added(j++);
    }
  }
}

/** Draws a difference: changed lines, and three around each. */
export function diff(label, before, after) {
  const rows = compare(before, after);
  const changed = rows.filter(row => row.sign !== ' ').length;
  if (changed === 0) return el('p', {class: 'empty'}, 'No line differs.');
  const near = rows.map((row, i) => rows.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(one => one.sign !== ' '));
  const drawn = [];
  let gap = 0;
  const close = () => {
    if (gap > 0) drawn.push(el('tr', {class: 'gap'}, el('td', {colspan: 4}, `… ${gap} lines the same`)));
    gap = 0;
  };
  rows.forEach((row, i) => {
    if (near[i]) {
      close();
      drawn.push(line(row, partner(rows, i)));
    } else {
      gap++;
    }
  });
  close();
  return el('div', {class: 'diff', tabindex: '0', role: 'region', 'aria-label': label}, el('table', {}, el('tbody', {}, drawn)));
}

/** The line of the other side that stands at the same place of the same change. */
function partner(rows, i) {
  if (rows[i].sign === ' ') return null;
  let start = i;
  while (start > 0 && rows[start - 1].sign !== ' ') start--;
  let end = i;
  while (end < rows.length && rows[end].sign !== ' ') end++;
  const block = rows.slice(start, end);
  const mine = block.filter(row => row.sign === rows[i].sign);
  const theirs = block.filter(row => row.sign !== rows[i].sign);
  return mine.length === theirs.length ? theirs[mine.indexOf(rows[i])].text : null;
}

function line(row, other) {
  const kind = {'+': 'added', '-': 'removed', ' ': null}[row.sign];
  return el('tr', {class: kind},
    el('td', {class: 'at'}, row.before ?? ''), el('td', {class: 'at'}, row.after ?? ''),
    el('td', {class: 'sign'}, row.sign), el('td', {}, other === null ? row.text : setOff(row.text, other)));
}

function setOff(text, other) {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  let end = 0;
  while (end < Math.min(text.length, other.length) - start && text[text.length - 1 - end] === other[other.length - 1 - end]) end++;
  if (start + end < text.length * 0.25) return text;
  return [text.slice(0, start), el('em', {}, text.slice(start, text.length - end)), text.slice(text.length - end)];
}
