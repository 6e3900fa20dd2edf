// Makes a rollout: what, for whom, from when, and what ends it.

import {get, post} from '../../api.js';
import {candidate} from '../../components/candidate.js';
import {area, choice, field, form, text} from '../../components/form.js';
import {card, head} from '../../components/head.js';
import {beside, triedOf} from '../../components/tried.js';
import {el, replace} from '../../dom.js';
import {day} from '../../format.js';
import {MODES} from './room.js';

export async function make(view) {
  view.title('New rollout');
  const tried = view.query.get('simulation') ? await simulated(view, view.query.get('simulation')) : await candidate(view);
  const crumb = {href: '#/rollouts', text: 'Rollouts'};
  if (!tried.any) {
    replace(view.main, head({crumb, title: 'New rollout'}), el('p', {class: 'note warn'}, 'There is no price yet that usage is charged by. Make one with POST /v1/prices, then come back.'));
    return;
  }
  const number = (name, value = '') => text(name, value, {inputmode: 'decimal'});
  const mode = choice('mode', MODES);
  const instant = field('Instant', text('at', '', {placeholder: '2026-01-31T00:00:00Z'}), {pointer: '/at', hint: 'RFC 3339'});
  const onlyAt = () => { instant.element.hidden = mode.value !== 'at'; };
  mode.addEventListener('change', onlyAt);
  onlyAt();
  const fields = [
    [field('Name', text('name', '', {required: true, maxlength: 100}), {pointer: '/name'}),
      field('Why', text('reason', '', {required: true, maxlength: 1000}), {pointer: '/reason', hint: 'kept in the audit trail'})],
    ...tried.fields,
    [field('From', mode, {pointer: '/mode'}), instant,
      field('Percent of the customers', number('percent', '100'), {pointer: '/percent', hint: 'above 0, to 100'})],
    field('Only these customers', area('customers', '', {rows: 3}), {pointer: '/external_customer_ids', hint: 'external ids, one a line; none means all'}),
    {legend: 'Guard rails', group: [
      field('One amount may move, %', number('max_change_percent', '25'), {pointer: '/guard/max_change_percent', hint: 'empty means any'}),
      field('Customers beyond that', number('max_customers_beyond', '0'), {pointer: '/guard/max_customers_beyond', hint: 'how many are allowed'}),
      field('The sum may move, %', number('max_total_percent'), {pointer: '/guard/max_total_percent', hint: 'empty means any'}),
      field('Usage without a price', number('max_errors', '0'), {pointer: '/guard/max_errors', hint: 'how often is allowed'}),
      field('Steps, 99 of 100', number('max_steps'), {pointer: '/guard/max_steps', hint: 'empty means any'})]}];
  replace(view.main,
    head({crumb, title: 'New rollout', below: 'Nobody gets the new version before you start it. Look at it in shadow first.'}),
    card('What is rolled out', form(fields, {label: 'Make rollout', act: begin}).element));

  async function begin(values) {
    const customers = values.customers.split('\n').map(one => one.trim()).filter(Boolean);
    const body = {
      name: values.name.trim(), reason: values.reason.trim(), ...tried.value(),
      mode: values.mode, percent: values.percent.trim(), guard: guard(values)};
    if (values.mode === 'at') body.at = values.at.trim();
    if (customers.length > 0) body.external_customer_ids = customers;
    const made = await post('/v1/rollouts', body, view.signal);
    location.hash = `/rollouts/of/${made.id}`;
  }
}

/** What a simulation tried, to its last parameter, in place of the fields that choose it. */
async function simulated(view, id) {
  const {report, request} = await get(`/v1/simulations/${encodeURIComponent(id)}`, view.signal);
  const all = report.variants.filter(one => one.role === 'candidate').flatMap(variant => triedOf(report, variant).map(price => ({variant, price})));
  const pick = choice('tried', all.map(({variant, price}, at) => [String(at), `${variant.name}: ${price.name}`]));
  const shown = el('div', {});
  const draw = () => replace(shown, beside(all[Number(pick.value)].price, 'New'));
  pick.addEventListener('change', draw);
  if (all.length > 0) draw();
  return {
    any: all.length > 0,
    fields: [
      {element: el('p', {class: 'note'}, 'What the ', el('a', {href: `#/simulations/of/${id}`}, 'simulation'), ` of ${day(request.from)} to ${day(request.to)} tried, with its parameters.`)},
      all.length > 1 && field('Which of its prices', pick, {pointer: '/candidate_name'}),
      {element: shown}].filter(Boolean),
    value() {
      const {variant, price} = all[Number(pick.value)];
      return {simulation_id: id, candidate_name: variant.name, price_id: price.lineage_id};
    }};
}

function guard(values) {
  const rails = {};
  for (const name of ['max_change_percent', 'max_total_percent']) {
    if (values[name].trim()) rails[name] = values[name].trim();
  }
  for (const name of ['max_customers_beyond', 'max_errors', 'max_steps']) {
    const given = values[name].trim();
    // A number where it is one: the server says what is wrong with anything else.
    if (given) rails[name] = /^\d{1,15}$/.test(given) ? Number(given) : given;
  }
  return rails;
}
