// Asks for a simulation.

import {post} from '../../api.js';
import {candidate} from '../../components/candidate.js';
import {area, field, form, text} from '../../components/form.js';
import {card, head} from '../../components/head.js';
import {el, replace} from '../../dom.js';

const DAY_MS = 86_400_000;

export async function ask(view) {
  view.title('New simulation');
  const tried = await candidate(view);
  const crumb = {href: '#/simulations', text: 'Simulations'};
  if (!tried.any) {
    replace(view.main, head({crumb, title: 'New simulation'}), el('p', {class: 'note warn'}, 'There is no price yet that usage is charged by. Make one with POST /v1/prices, then come back.'));
    return;
  }
  const at = days => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
  const span = [
    field('From', text('from', at(-60), {type: 'date', required: true}), {pointer: '/from', hint: 'UTC; whole billing periods are covered'}),
    field('To', text('to', at(1), {type: 'date', required: true}), {pointer: '/to', hint: 'not included'}),
    field('Share of the customers', text('sample', '1', {inputmode: 'decimal'}), {pointer: '/sample', hint: 'above 0, to 1'})];
  const who = field('Only these customers', area('customers', '', {rows: 3}), {pointer: '/external_customer_ids', hint: 'external ids, one a line; none means all'});
  const asked = form([...tried.fields, span, who], {label: 'Simulate', act: begin});
  replace(view.main,
    head({crumb, title: 'New simulation', below: 'Prices stored usage a second time. Nothing is charged.'}),
    card('What is asked', asked.element));

  async function begin(values) {
    const body = {...tried.value(), from: `${values.from}T00:00:00Z`, to: `${values.to}T00:00:00Z`};
    if (values.sample.trim() && values.sample.trim() !== '1') body.sample = values.sample.trim();
    const customers = values.customers.split('\n').map(one => one.trim()).filter(Boolean);
    if (customers.length > 0) body.external_customer_ids = customers;
    const begun = await post('/v1/simulations', body, view.signal);
    location.hash = `/simulations/of/${begun.id}`;
  }
}
