// The editor of a draft: completion from the types, marks at errors, tests, and publishing.

import {get, post} from '../../api.js';
import {code, goTo} from '../../components/code.js';
import {field, text, typedJson} from '../../components/form.js';
import {button, head} from '../../components/head.js';
import {problem} from '../../components/problem.js';
import {tabs} from '../../components/tabs.js';
import {el, replace} from '../../dom.js';
import {pretty, words} from '../../format.js';
import {complete} from './complete.js';
import {forget, keep, left} from './drafts.js';
import {authored, scriptPath} from './room.js';
import {starter} from './starter.js';
import {readTypes} from './types.js';
import {verdict} from './verdict.js';

const PAUSE_MS = 500;

export async function edit(view, {name, version}) {
  view.title(name ? `Edit ${name}` : 'New script');
  const [from, declared] = await Promise.all([name ? published(name, version, view.signal) : starter, types(view.signal)]);
  const page = draw(view, from, declared, name, version);
  page.check();
}

async function published(name, version, signal) {
  const {items} = await get(`/v1/scripts?limit=1000&name=${encodeURIComponent(name)}`, signal);
  const one = items.find(each => String(each.version) === version);
  if (!one) throw new Error(`There is no version ${version} of ${name}.`);
  // Names of scripts that ship are taken: a change of one is a script of one's own.
  const ships = one.description === 'built in';
  return {...one, ships, source: authored(one.source), name: ships ? `my-${one.name}` : one.name};
}

async function types(signal) {
  const answer = await fetch('pricing.d.ts', {signal});
  return answer.text();
}

function draw(view, from, declared, name, version) {
  const before = left(name, version);
  const known = readTypes(declared);
  const named = field('Name', text('name', before?.name ?? from.name, {required: true, spellcheck: 'false', placeholder: 'lower-case-letters'}), {
    pointer: '/name', hint: from.ships && 'scripts that ship keep their names: this becomes one of your own'});
  const about = field('What is new', text('description', before?.description ?? '', {placeholder: 'optional'}), {pointer: '/description'});
  const keys = {'Ctrl-Enter': run, 'Cmd-Enter': run, 'Ctrl-S': publish, 'Cmd-S': publish};
  const source = code({value: before?.source ?? from.source, label: 'Source of the script', keys, changed: later, hints: at => offered(at, known, schemaNow())});
  const json = (part, value, label) => code({value: before?.[part] ?? pretty(value), mode: 'json', label, keys, changed: later});
  const schema = json('schema', from.schema, 'Schema of the parameters');
  const tests = json('tests', from.tests ?? [], 'Tests');
  const manifest = json('manifest', from.manifest ?? {}, 'Manifest');
  const parts = {source, schema, tests, manifest};
  const status = el('span', {class: 'dim', role: 'status'}, '');
  const result = el('div', {});
  const stale = el('p', {class: 'note warn', hidden: true}, 'The draft has changed since its tests ran.');
  const opened = one => () => one.editor.refresh();
  const shelf = tabs('Files of the draft', [
    {title: 'price.js', panel: source.element, opened: opened(source)},
    {title: 'schema.json', panel: schema.element, opened: opened(schema)},
    {title: 'tests.json', panel: tests.element, opened: opened(tests)},
    {title: 'manifest.json', panel: manifest.element, opened: opened(manifest)},
    {title: 'Types', panel: el('pre', {class: 'types', tabindex: '0'}, declared)}]);
  const go = (line, column) => { shelf.show(0); goTo(source.editor, line, column); };
  let waiting = 0;
  let round = 0;

  replace(view.main,
    head({
      crumb: {href: name ? '#' + scriptPath(name) : '#/scripts', text: name ?? 'Scripts'},
      title: name ? `Edit ${name}` : 'New script',
      below: ['Tests run with ', el('kbd', {}, 'Ctrl Enter'), ', publishing is ', el('kbd', {}, 'Ctrl S'), '. ', el('kbd', {}, 'Esc'), ' leaves the editor.'],
      actions: [button('Run tests', run), button('Publish', publish, 'primary')]}),
    el('div', {class: 'stack'},
      before && el('p', {class: 'note'}, 'This is the draft that was left here. ', button('Begin anew', anew, 'link')),
      el('div', {class: 'pair'}, named.element, about.element),
      el('section', {class: 'card', 'aria-label': 'Draft'}, shelf.element),
      status, stale, result));

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(check, PAUSE_MS);
    keep(name, version, texts());
    if (result.hasChildNodes()) stale.hidden = false;
  }

  function texts() {
    const files = Object.fromEntries(Object.entries(parts).map(([part, one]) => [part, one.text()]));
    return {...files, name: named.input.value, description: about.input.value};
  }

  function anew() {
    forget(name, version);
    edit(view, {name, version}).catch(fault => replace(view.main, problem(fault)));
  }

  /** Asks for errors alone: nothing is run. The answer to older text is not shown. */
  async function check() {
    const mine = ++round;
    try {
      const found = await post('/v1/scripts/check', {name: 'draft', source: source.text()}, view.signal);
      if (mine === round) show(found, false);
    } catch (fault) {
      if (fault.name !== 'AbortError' && mine === round) replace(status, fault.message);
    }
  }

  function show(found, whole) {
    const missed = (found.branches_missed ?? []).map(one => ({...one, kind: 'missed', detail: `no test takes this: ${one.what}`}));
    source.mark([...found.errors.map(one => ({...one, kind: 'error'})), ...missed]);
    const errors = found.errors.length;
    replace(status, errors === 0 ? `No errors; the script is ${words(found.kind).toLowerCase()}.` : found.errors.map(one => one.detail).join('  '));
    status.className = errors === 0 ? 'dim' : 'up';
    shelf.title(0, errors === 0 ? 'price.js' : `price.js (${errors})`);
    if (whole) replace(result, verdict(found, go));
  }

  function draft() {
    const body = {name: named.input.value.trim(), source: source.text()};
    for (const [part, at] of [['schema', 1], ['tests', 2], ['manifest', 3]]) {
      try {
        body[part] = typedJson(parts[part].text(), `/${part}`);
      } catch (fault) {
        shelf.show(at);
        throw fault;
      }
    }
    if (about.input.value.trim()) body.description = about.input.value.trim();
    return body;
  }

  async function run() {
    await act('Running the tests …', async () => {
      const mine = ++round;
      const found = await post('/v1/scripts/check', {...draft(), name: named.input.value.trim() || 'draft'}, view.signal);
      if (mine === round) show(found, true);
      result.scrollIntoView({block: 'nearest'});
    });
  }

  async function publish() {
    await act('Publishing …', async () => {
      const made = await post('/v1/scripts', draft(), view.signal);
      forget(name, version);
      view.say(`${made.name} ${made.version} is published.`);
      location.hash = scriptPath(made.name, `/versions/${made.version}`);
    });
  }

  async function act(saying, work) {
    status.className = 'dim';
    replace(status, saying);
    replace(result);
    stale.hidden = true;
    clearTimeout(waiting);
    named.blame('');
    try {
      await work();
    } catch (fault) {
      if (fault.name === 'AbortError') return;
      replace(status);
      const mine = fault.errors?.find(one => one.pointer === '/name');
      if (mine) named.blame(mine.detail);
      replace(result, problem(fault));
      result.scrollIntoView({block: 'nearest'});
    }
  }

  function schemaNow() {
    try {
      return JSON.parse(schema.text());
    } catch {
      return {};
    }
  }

  return {check};
}

/** Completions as the editor wants them. */
function offered(editor, known, schema) {
  const at = editor.indexFromPos(editor.getCursor());
  if (/comment|string/.test(editor.getTokenTypeAt(editor.getCursor()) ?? '')) return null;
  const {from, list} = complete(known, editor.getValue(), at, schema);
  return {
    from: editor.posFromIndex(from),
    to: editor.getCursor(),
    list: list.map(one => ({
      text: one.name,
      render: place => place.append(el('span', {}, one.signature.replace(/\s+/g, ' ')), el('small', {}, one.doc ?? ''))}))};
}
