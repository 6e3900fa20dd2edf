// All simulations, newest first.

import {all} from '../../api.js';
import {badge, flush, head, link} from '../../components/head.js';
import {searched, table} from '../../components/table.js';
import {replace} from '../../dom.js';
import {count, day, time} from '../../format.js';
import {onPage} from '../../keys.js';
import {tone, tried} from './room.js';

export async function list(view) {
  view.title('Simulations');
  const {items, total} = await all('/v1/simulations', 500, view.signal);
  const search = searched('Search simulations', items, one => `${tried(one.request)} ${one.status} ${one.id}`, some => table({
    caption: 'Simulations',
    rows: some,
    href: one => `/simulations/of/${one.id}`,
    empty: items.length === 0 ? 'None yet. A simulation prices stored usage by another script, and charges nothing.' : 'None is named so.',
    columns: [
      {title: 'What is tried', cell: one => tried(one.request)},
      {title: 'Status', cell: one => badge(one.status, tone(one.status))},
      {title: 'Span', wide: true, cell: one => `${day(one.request.from)} to ${day(one.request.to)}`},
      {title: 'Events', number: true, wide: true, cell: one => count(one.progress.events ?? 0)},
      {title: 'Asked', wide: true, cell: one => time(one.created_at)}]}));
  onPage('n', 'New simulation', () => { location.hash = '/simulations/new'; });
  replace(view.main,
    head({title: 'Simulations', below: total > items.length ? `The newest ${items.length} of ${total}.` : `${total} in all.`, actions: link('New simulation', '#/simulations/new', 'primary')}),
    flush('All simulations', search.field, search.shown));
}
