// One script: its versions, and of one of them the source, the gate's report, schema and tests.

import {all} from '../../api.js';
import {code} from '../../components/code.js';
import {choice, field} from '../../components/form.js';
import {badge, button, card, facts, flush, head, link} from '../../components/head.js';
import {table} from '../../components/table.js';
import {tabs} from '../../components/tabs.js';
import {el, replace} from '../../dom.js';
import {day, pretty, time, words} from '../../format.js';
import {onPage} from '../../keys.js';
import {gateOf, scriptPath} from './room.js';
import {laws} from './verdict.js';

const MOST = 1_000;

export async function show(view, {name, version}) {
  view.title(name);
  const {items} = await all(`/v1/scripts?name=${encodeURIComponent(name)}`, MOST, view.signal);
  const versions = items.sort((a, b) => b.version - a.version);
  const one = version ? versions.find(each => String(each.version) === version) : versions[0];
  if (!one) {
    replace(view.main, head({crumb: {href: '#/scripts', text: 'Scripts'}, title: name, below: 'There is no such version.'}));
    return;
  }
  const change = scriptPath(name, `/edit/${one.version}`);
  onPage('e', 'Edit as a new version', () => { location.hash = change; });
  replace(view.main,
    head({
      crumb: {href: '#/scripts', text: 'Scripts'},
      title: name,
      below: `Version ${one.version} of ${versions.length}${one === versions[0] ? ', the newest' : ''}`,
      actions: [
        link('Simulate', `#/simulations/new?script=${encodeURIComponent(name)}&version=${one.version}`),
        link('Roll out', `#/rollouts/new?script=${encodeURIComponent(name)}&version=${one.version}`),
        link('Edit', '#' + change, 'primary')]}),
    el('div', {class: 'columns'},
      el('div', {class: 'stack'}, source(one)),
      el('div', {class: 'stack'}, about(one), history(name, versions, one), compareBox(name, versions, one))));
}

function source(one) {
  const shown = (value, mode, label) => code({value, mode, label, readOnly: true}).element;
  return el('section', {class: 'card', 'aria-label': 'Source'}, tabs('Parts of the version', [
    {title: 'price.js', panel: shown(one.source, 'js', 'Source')},
    {title: 'Parameters', panel: shown(pretty(one.schema), 'json', 'Schema of the parameters')},
    {title: `Tests${one.tests ? ` (${one.tests.length})` : ''}`, panel: one.tests ? shown(pretty(one.tests), 'json', 'Tests') : none('tests')},
    {title: 'Manifest', panel: one.manifest ? shown(pretty(one.manifest), 'json', 'Manifest') : none('manifest')}]).element);
}

const none = what => el('p', {class: 'empty'}, `It was published without ${what}.`);

function about(one) {
  const gate = one.gate ?? {};
  return card('Gate',
    facts([
      ['verdict', badge(...gateOf(one))],
      ['tests', gate.tests],
      ['branches', gate.branches],
      ['steps', gate.max_steps && `${gate.median_steps} median, ${gate.max_steps} most`],
      ['published', time(one.created_at)],
      ['kind', words(one.kind).toLowerCase()],
      ['about', one.description],
      ['sha-256', el('span', {class: 'mono'}, one.sha256.slice(0, 16) + '…')]]),
    gate.detail && el('p', {class: 'dim'}, gate.detail),
    gate.laws && laws(gate.laws));
}

function history(name, versions, one) {
  return flush('Versions', null, table({
    caption: 'Versions',
    rows: versions.slice(0, 50),
    href: each => scriptPath(name, `/versions/${each.version}`),
    columns: [
      {title: 'Version', cell: each => each === one ? `${each.version} (shown)` : each.version},
      {title: 'Published', cell: each => day(each.created_at)},
      {title: 'Gate', cell: each => badge(...gateOf(each))}]}));
}

function compareBox(name, versions, one) {
  if (versions.length < 2) return null;
  const other = versions[versions.indexOf(one) + 1] ?? versions[versions.indexOf(one) - 1];
  const options = versions.filter(each => each !== one).map(each => [String(each.version), `version ${each.version}`]);
  const picked = choice('before', options, String(other.version));
  const open = () => {
    const [before, after] = [Number(picked.value), one.version].sort((a, b) => a - b);
    location.hash = scriptPath(name, `/changes/${before}/${after}`);
  };
  onPage('d', 'Show what changed', open);
  return card('What changed', field('Compare with', picked).element, el('div', {}, button('Show differences', open)));
}
