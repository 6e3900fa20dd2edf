// All scripts, the newest version of each.

import {all} from '../../api.js';
import {badge, flush, head, link} from '../../components/head.js';
import {searched, table} from '../../components/table.js';
import {replace} from '../../dom.js';
import {time, words} from '../../format.js';
import {onPage} from '../../keys.js';
import {gateOf, scriptPath} from './room.js';

const MOST = 3_000;

export async function list(view) {
  view.title('Scripts');
  const found = await all('/v1/scripts', MOST, view.signal);
  const newest = new Map();
  const counts = new Map();
  for (const one of found.items) {
    counts.set(one.name, (counts.get(one.name) ?? 0) + 1);
    if (!newest.has(one.name) || newest.get(one.name).version < one.version) newest.set(one.name, one);
  }
  // Own work first, the newest on top; then what ships, by name.
  const rows = [...newest.values()].sort((a, b) =>
    ships(a) - ships(b) || (ships(a) ? a.name.localeCompare(b.name) : b.created_at.localeCompare(a.created_at)));
  const search = searched('Search scripts', rows, one => `${one.name} ${one.description ?? ''} ${words(one.kind)}`, some => table({
    caption: 'Scripts',
    rows: some,
    href: one => scriptPath(one.name),
    empty: 'No script is named so.',
    columns: [
      {title: 'Script', cell: one => one.name},
      {title: 'Version', number: true, cell: one => one.version},
      {title: 'Kind', wide: true, cell: one => words(one.kind).toLowerCase()},
      {title: 'Gate', cell: one => ships(one) ? badge('ships') : badge(...gateOf(one))},
      {title: 'Versions', number: true, wide: true, cell: one => counts.get(one.name)},
      {title: 'Published', wide: true, cell: one => time(one.created_at)}]}));
  onPage('n', 'New script', () => { location.hash = '/scripts/new'; });
  replace(view.main,
    head({
      title: 'Scripts',
      below: found.total > found.items.length
        ? `The newest ${found.items.length} of ${found.total} versions.`
        : `${rows.length} scripts in ${found.total} versions.`,
      actions: link('New script', '#/scripts/new', 'primary')}),
    flush('All scripts', search.field, search.shown));
}

const ships = one => one.description === 'built in';
