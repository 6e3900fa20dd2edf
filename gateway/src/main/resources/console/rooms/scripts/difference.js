// What changed between two versions of a script.

import {all} from '../../api.js';
import {diff} from '../../components/diff.js';
import {flush, head} from '../../components/head.js';
import {el, replace} from '../../dom.js';
import {pretty, time} from '../../format.js';
import {scriptPath} from './room.js';

export async function difference(view, {name, before, after}) {
  view.title(`${name} ${before} to ${after}`);
  const {items} = await all(`/v1/scripts?name=${encodeURIComponent(name)}`, 1_000, view.signal);
  const [a, b] = [before, after].map(number => items.find(one => String(one.version) === number));
  const crumb = {href: '#' + scriptPath(name), text: name};
  if (!a || !b) {
    replace(view.main, head({crumb, title: 'No such versions', below: 'One of the two is not published.'}));
    return;
  }
  const part = (title, of) => flush(title, null, diff(title, of(a), of(b)));
  replace(view.main,
    head({crumb, title: `Version ${before} to ${after}`, below: `${time(a.created_at)} to ${time(b.created_at)}`}),
    el('div', {class: 'stack'},
      part('price.js', one => one.source),
      pretty(a.schema) !== pretty(b.schema) && part('Parameters', one => pretty(one.schema)),
      pretty(a.tests) !== pretty(b.tests) && part('Tests', one => pretty(one.tests ?? [])),
      pretty(a.manifest) !== pretty(b.manifest) && part('Manifest', one => pretty(one.manifest ?? {}))));
}
