// One rollout, live: its state, guard rails, what shadow found, and the audit trail.

import {get} from '../../api.js';
import {bars} from '../../components/chart.js';
import {badge, card, facts, flush, head, link, tile} from '../../components/head.js';
import {table} from '../../components/table.js';
import {beside} from '../../components/tried.js';
import {el, replace} from '../../dom.js';
import {count, money, negative, percent, positive, signed, time, words} from '../../format.js';
import {actions} from './actions.js';
import {MODES, tone} from './room.js';

const EVERY_MS = 1_500;
const DRAWN = 12;
const LISTED = 200;

export async function show(view, {id}) {
  view.title('Rollout');
  const path = `/v1/rollouts/${encodeURIComponent(id)}`;
  const top = el('div', {});
  const body = el('div', {});
  const gave = {};
  replace(view.main, top, body);
  await look();
  const timer = setInterval(() => {
    if (!document.hidden) look().catch(fault => fault.name !== 'AbortError' && view.say(fault.message));
  }, EVERY_MS);
  view.signal.addEventListener('abort', () => clearInterval(timer));

  async function look() {
    const [rollout, differences] = await Promise.all([get(path, view.signal), get(`${path}/differences`, view.signal)]);
    once('head', rollout, () => headOf(rollout));
    // Drawn anew only when something changed, so that focus and open rows stay.
    once('body', [rollout, differences], () => replace(body, page(rollout, differences.items)));
  }

  function once(part, value, draw) {
    const text = JSON.stringify(value);
    if (gave[part] !== text) {
      gave[part] = text;
      draw();
    }
  }

  function headOf(rollout) {
    view.title(rollout.name);
    replace(top, head({
      crumb: {href: '#/rollouts', text: 'Rollouts'},
      title: rollout.name,
      below: [badge(words(rollout.state), tone(rollout.state)), ` made ${time(rollout.created_at)}`],
      actions: actions(rollout, view, changed => {
        view.say(`The rollout is ${words(changed.state)}.`);
        look().catch(fault => view.say(fault.message));
      })}));
  }
}

function page(rollout, differences) {
  const last = rollout.steps.at(-1);
  return el('div', {class: 'stack'},
    rollout.state === 'stopped' && el('p', {class: 'note bad', role: 'alert'}, el('strong', {}, 'Stopped. '), last?.reason),
    el('div', {class: 'tiles'},
      tile('state', words(rollout.state), rollout.pending && `taking back: ${words(rollout.pending)}`),
      tile('line items that have it', count(rollout.line_items_reached ?? 0)),
      tile('of them active', count(rollout.line_items_held ?? 0)),
      tile('still to be counted', count(rollout.line_items_to_count ?? 0))),
    rollout.price && card('What is rolled out', beside({...rollout.price.version, name: rollout.price.name, live: rollout.price.live}, 'New')),
    el('div', {class: 'columns'},
      el('div', {class: 'stack'}, shadow(differences), audit(rollout)),
      el('div', {class: 'stack'}, rails(rollout.plan.guard, differences), plan(rollout))));
}

function rails(guard, differences) {
  const any = value => value ?? 'any';
  const most = differences.reduce((found, one) => Math.max(found, moved(one)), 0);
  const bound = guard.max_change_percent;
  return card('Guard rails',
    facts([
      ['one amount', bound === null ? 'may move by any percent' : `may move by ${bound} %`],
      ['beyond that', `${guard.max_customers_beyond} customers`],
      ['the sum', guard.max_total_percent === null ? 'may move by any percent' : `may move by ${guard.max_total_percent} %`],
      ['without a price', `${guard.max_errors} times`],
      ['steps', any(guard.max_steps)]]),
    differences.length > 0 && el('p', {class: bound !== null && most > Number(bound) ? 'up' : 'dim'},
      `The greatest move found is ${most === Infinity ? 'from nothing' : `${most.toFixed(1)} %`}.`));
}

function moved(one) {
  if (!positive(one.difference) && !negative(one.difference)) return 0;
  return Number(one.baseline) === 0 ? Infinity : Math.abs((Number(one.difference) * 100) / Number(one.baseline));
}

function plan(rollout) {
  const of = rollout.plan;
  return card('Plan',
    facts([
      ['from', rollout.mode === 'at' ? time(rollout.at) : MODES.find(([mode]) => mode === rollout.mode)?.[1]],
      ['share', `${of.percent} % of the customers`],
      ['customers', of.customers && `${of.customers.length} named`],
      ['attribute', of.attribute && `${of.attribute}: ${of.values.join(', ')}`],
      ['price', el('span', {class: 'mono'}, rollout.price_id)],
      ['simulation', rollout.simulation_id && el('a', {href: `#/simulations/of/${rollout.simulation_id}`}, rollout.simulation_id)]]),
    !rollout.simulation_id && el('div', {}, link('Simulate first', `#/simulations/new?price=${encodeURIComponent(rollout.price_id)}`)));
}

function shadow(differences) {
  const title = 'Differences in shadow';
  if (differences.length === 0) {
    return flush(title, null, el('p', {class: 'empty'}, 'Nothing recorded yet. In shadow the usage that is stored is priced both ways, every five seconds.'));
  }
  const side = one => (positive(one.difference) ? 'up' : negative(one.difference) ? 'down' : 'same');
  return flush(title, el('span', {class: 'dim'}, `${differences.length} customers`),
    el('div', {class: 'body'}, bars('Greatest differences', differences.slice(0, DRAWN).map(one => ({
      label: one.external_id, value: Number(one.difference), text: signed(one.difference), tone: side(one)})))),
    table({
      caption: title,
      rows: differences.slice(0, LISTED),
      columns: [
        {title: 'Customer', cell: one => one.external_id},
        {title: 'Live', number: true, cell: one => money(one.baseline)},
        {title: 'New', number: true, cell: one => money(one.candidate)},
        {title: 'Change', number: true, cell: one => el('span', {class: side(one)}, signed(one.difference))},
        {title: 'Percent', number: true, wide: true, cell: one => percent(one.difference, one.baseline)},
        {title: 'Events', number: true, wide: true, cell: one => count(one.events)}]}));
}

function audit(rollout) {
  return flush('Audit trail', null, table({
    caption: 'Audit trail',
    rows: [...rollout.steps].reverse(),
    columns: [
      {title: 'What', cell: one => [words(one.action), one.from_state !== one.to_state && el('span', {class: 'dim'}, ` to ${words(one.to_state)}`)]},
      {title: 'Why', cell: one => one.reason ?? ''},
      {title: 'Who', wide: true, cell: one => el('span', {class: 'mono'}, one.actor ?? 'the server')},
      {title: 'When', cell: one => time(one.at)}]}));
}
