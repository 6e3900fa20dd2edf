// What is tried in place of a live price: its name, the script's version, and the parameters that
// differ.

import {el} from '../dom.js';
import {table} from './table.js';

const MOST = 100;

/** Draws {name, script, params} beside live {script, params}; `title` names the tried side. */
export function beside({name, script, params, live}, title = 'Tried') {
  const lines = differences(live?.params ?? {}, params);
  return el('div', {class: 'stack tried'},
    el('p', {}, el('strong', {}, name), `: ${called(script)}, live ${live ? called(live.script) : 'nothing'}`),
    lines.length === 0
      ? el('p', {class: 'dim'}, 'Its parameters are the live ones.')
      : table({
        caption: 'Parameters that differ',
        rows: lines.slice(0, MOST),
        columns: [
          {title: 'Parameter', cell: one => one.place},
          {title: 'Live', cell: one => one.live ?? ''},
          {title, cell: one => one.tried ?? ''}]}),
    lines.length > MOST && el('p', {class: 'empty'}, `The first ${MOST} of ${lines.length} differences.`));
}

const called = script => script ? `${script.name} ${script.version ?? ''}`.trim() : 'no script';

/** The places in which two parameter objects differ: [{place, live, tried}]. */
export function differences(live, tried) {
  const before = new Map(), after = new Map();
  walk('', live, before);
  walk('', tried, after);
  const changed = [...after].filter(([place, value]) => before.get(place) !== value)
    .map(([place, value]) => ({place, live: before.get(place), tried: value}));
  const gone = [...before].filter(([place]) => !after.has(place)).map(([place, value]) => ({place, live: value}));
  return [...changed, ...gone];
}

function walk(place, value, into) {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (inner.length === 0) {
    into.set(place, typeof value === 'string' ? value : JSON.stringify(value));
    return;
  }
  for (const [name, one] of inner) walk(place ? `${place}.${name}` : name, one, into);
}

/** The prices that a report's candidate tries, each beside the live one. */
export function triedOf(report, variant) {
  const live = price => report.variants[0].prices.filter(one => one.lineage_id === price.lineage_id).at(-1);
  return variant.prices.filter(one => one.tried).map(one => ({...one, live: live(one)}));
}
