// The report of a simulation: totals, days, who pays more and less, and why.

import {bars, legend, lines} from '../../components/chart.js';
import {badge, card, flush} from '../../components/head.js';
import {searched, table} from '../../components/table.js';
import {beside, triedOf} from '../../components/tried.js';
import {el} from '../../dom.js';
import {count, day, money, negative, percent, positive, signed, words} from '../../format.js';

const SHOWN_CUSTOMERS = 200;

/** Draws a report. */
export function report(of) {
  const names = of.variants.map(one => one.name);
  return el('div', {class: 'stack'},
    el('p', {class: 'dim'}, `${count(of.events)} events of ${count(of.customers.length)} customers, ${day(of.covered_from)} to ${day(of.covered_to)}, in ${of.currency.toUpperCase()}.`,
      of.widened && ' The span was widened to whole billing periods.',
      of.parked_events > 0 && ` ${count(of.parked_events)} parked events are in no amount.`),
    el('div', {class: 'tiles'}, of.variants.map((one, at) => variant(one, at, of.variants[0]))),
    of.variants.filter(one => one.role === 'candidate').map(one => card(`What ${one.name} is`, triedOf(of, one).map(each => beside(each)))),
    of.by_day.length > 1 && card('By day', legend(names), days(of, names).element),
    of.comparisons.map(one => comparison(one)),
    of.errors.length > 0 && errors(of),
    customers(of, names));
}

function variant(one, at, base) {
  return el('div', {class: 'tile'},
    el('span', {}, el('i', {class: `ink-${Math.min(at, 4)}`}), one.name),
    el('b', {}, money(one.total)),
    one.role === 'candidate' && el('span', {class: direction(one.difference)}, `${signed(one.difference)} ${percent(one.difference, base.total) && `(${percent(one.difference, base.total)})`}`),
    one.margin && el('span', {}, `margin ${money(one.margin)}`),
    el('span', {}, `${count(one.steps_p50)} steps p50, ${count(one.steps_p99)} p99`),
    one.errors > 0 && badge(`${count(one.errors)} errors`, 'bad'));
}

const direction = amount => (positive(amount) ? 'up' : negative(amount) ? 'down' : 'dim');

const days = (of, names) => lines('Amounts by day', of.by_day.map(one => one.day.slice(5)),
  names.map(name => ({name, values: of.by_day.map(one => Number(one.amounts[name] ?? 0))})));

function comparison(one) {
  const shades = label => (label === '-1 to 0 %' ? 'same' : label.startsWith('-') ? 'down' : 'up');
  const moved = (title, movers) => movers.length > 0 && flush(title, null, movements(title, movers, one.candidate));
  return el('div', {class: 'stack'},
    card(`${one.candidate} against the live price`,
      el('p', {},
        el('strong', {class: 'up'}, count(one.pays_more)), ` pay more (${signed(one.more)}), `,
        el('strong', {class: 'down'}, count(one.pays_less)), ` pay less (${signed(one.less)}), `,
        `${count(one.pays_same)} pay the same.`,
        one.below_cost !== null && ` ${count(one.below_cost)} would pay less than they cost.`),
      el('h3', {}, 'Customers by change'),
      bars('Customers by change', one.classes.map(each => ({
        label: each.label, value: Number(each.customers), text: each.customers > 0 ? count(each.customers) : '', tone: shades(each.label)})))),
    el('div', {class: one.up.length && one.down.length ? 'columns even' : 'columns one'}, moved('Who pays more', one.up), moved('Who pays less', one.down)));
}

function movements(title, movers, candidate) {
  return table({
    caption: title,
    rows: movers,
    columns: [
      {title: 'Customer', cell: one => one.reasons.length === 0 ? one.external_id : el('details', {}, el('summary', {}, one.external_id), one.reasons.map(each => reason(each, candidate)))},
      {title: 'Live', number: true, cell: one => money(one.baseline)},
      {title: 'Tried', number: true, cell: one => money(one.candidate)},
      {title: 'Change', number: true, cell: one => el('span', {class: direction(one.difference)}, signed(one.difference))}]});
}

function reason(one, candidate) {
  const side = (title, parts) => [el('h3', {}, title), parts.map(part => el('div', {},
    el('p', {class: 'dim'}, `${part.script}${part.quantity ? `, quantity ${count(part.quantity)}` : ''}: ${money(part.amount)}`),
    part.lines.map(line => el('p', {}, `${line.label}${line.quantity ? ` ${count(line.quantity)}` : ''}${line.unit_price ? ` at ${line.unit_price}` : ''}: ${money(line.amount)}`))))];
  return el('div', {class: 'stack'},
    el('p', {class: 'dim'}, `Period from ${day(one.period_start)}`), el('div', {}, side('live', one.baseline)), el('div', {}, side(candidate, one.candidate)));
}

function errors(of) {
  return flush(`Usage without a price (${count(of.error_count)})`, null, table({
    caption: 'Usage without a price',
    rows: of.errors.slice(0, 50),
    columns: [
      {title: 'Variant', cell: one => one.variant},
      {title: 'Customer', cell: one => one.external_id},
      {title: 'Reason', cell: one => words(one.reason)},
      {title: 'Events', number: true, cell: one => count(one.events)}]}));
}

function customers(of, names) {
  const search = searched('Search customers', of.customers, one => one.external_id, some => [
    table({
      caption: 'Customers',
      rows: some.slice(0, SHOWN_CUSTOMERS),
      empty: 'No customer is named so.',
      columns: [
        {title: 'Customer', cell: one => one.external_id},
        ...names.map(name => ({title: name, number: true, cell: one => money(one.amounts[name] ?? '0')})),
        {title: 'Events', number: true, wide: true, cell: one => count(one.events)}]}),
    some.length > SHOWN_CUSTOMERS && el('p', {class: 'empty'}, `The first ${SHOWN_CUSTOMERS} of ${some.length}; the CSV has all.`)]);
  return flush('Customers', search.field, search.shown);
}
