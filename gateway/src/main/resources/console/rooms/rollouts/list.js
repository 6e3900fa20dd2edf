// All rollouts, newest first.

import {all} from '../../api.js';
import {badge, flush, head, link} from '../../components/head.js';
import {searched, table} from '../../components/table.js';
import {replace} from '../../dom.js';
import {time, words} from '../../format.js';
import {onPage} from '../../keys.js';
import {tone} from './room.js';

export async function list(view) {
  view.title('Rollouts');
  const {items, total} = await all('/v1/rollouts', 500, view.signal);
  const search = searched('Search rollouts', items, one => `${one.name} ${one.state} ${one.mode}`, some => table({
    caption: 'Rollouts',
    rows: some,
    href: one => `/rollouts/of/${one.id}`,
    empty: items.length === 0 ? 'None yet. A rollout brings a new version of a price to customers, in shadow first.' : 'None is named so.',
    columns: [
      {title: 'Rollout', cell: one => one.name},
      {title: 'State', cell: one => badge(words(one.state), tone(one.state))},
      {title: 'From when', wide: true, cell: one => words(one.mode)},
      {title: 'Share', number: true, wide: true, cell: one => `${one.plan.percent} %`},
      {title: 'Changed', wide: true, cell: one => time(one.updated_at)}]}));
  onPage('n', 'New rollout', () => { location.hash = '/rollouts/new'; });
  replace(view.main,
    head({title: 'Rollouts', below: total > items.length ? `The newest ${items.length} of ${total}.` : `${total} in all.`, actions: link('New rollout', '#/rollouts/new', 'primary')}),
    flush('All rollouts', search.field, search.shown));
}
