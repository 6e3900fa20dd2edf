// Which price, and what is tried in its place: the fields that simulations and rollouts share.

import {all} from '../api.js';
import {pretty} from '../format.js';
import {area, choice, field, typedJson, wrong} from './form.js';

const MOST = 2_000;

/** Loads what can be chosen, and makes the fields. `query` may name script, version and price. */
export async function candidate(view) {
  const {signal, query} = view;
  const [prices, plans, meters, scripts] = await Promise.all([
    all('/v1/prices', MOST, signal), all('/v1/plans', MOST, signal), all('/v1/meters', MOST, signal), all('/v1/scripts', MOST, signal)]);
  const live = newestOfLineages(prices.items.filter(one => one.type === 'USAGE' && one.entity_type === 'PLAN'));
  const names = {plans: named(plans.items), meters: named(meters.items)};
  const versions = scripts.items.filter(one => one.kind !== 'LIBRARY');
  const price = choice('price_id', live.map(one => [one.id, priceName(one, names)]), query.get('price'));
  const script = choice('script', versions.map(one => [one.id, `${one.name} ${one.version}`]));
  const params = area('params', '', {rows: 8});
  const chosen = () => versions.find(one => one.id === script.value);

  function preset(name, version) {
    const found = versions.filter(one => one.name === name).sort((a, b) => b.version - a.version);
    const one = found.find(each => String(each.version) === version) ?? found[0];
    if (one) script.value = one.id;
    fill();
  }

  /** The parameters of the live price where they are the same script's, else a sample of its author. */
  function fill() {
    const at = live.find(one => one.id === price.value);
    const now = chosen();
    const same = now && at?.script?.name === now.name;
    params.value = pretty(same ? at.params : now?.manifest?.samples?.[0] ?? at?.params ?? {});
  }

  price.addEventListener('change', () => preset(live.find(one => one.id === price.value)?.script?.name));
  script.addEventListener('change', fill);
  preset(query.get('script') ?? live.find(one => one.id === price.value)?.script?.name, query.get('version'));
  return {
    any: live.length > 0,
    fields: [
      field('Price', price, {pointer: '/price_id', hint: 'the live price it is compared with'}),
      field('Script that is tried', script, {pointer: '/candidate/script'}),
      field('Its parameters', params, {pointer: '/candidate', hint: 'JSON, as the schema of the script says'})],
    value() {
      const one = chosen();
      if (!one) throw wrong('/candidate/script', 'Choose a script.');
      return {
        price_id: price.value,
        candidate: {script: {name: one.name, version: one.version}, params: typedJson(params.value, '/candidate')}};
    }};
}

const named = items => new Map(items.map(one => [one.id, one.name]));

function newestOfLineages(prices) {
  const newest = new Map();
  for (const one of prices) {
    if (one.status !== 'published') continue;
    const before = newest.get(one.lineage_id);
    if (!before || before.version < one.version) newest.set(one.lineage_id, one);
  }
  return [...newest.values()];
}

function priceName(one, {plans, meters}) {
  const of = one.display_name || `${plans.get(one.entity_id) ?? one.entity_id}: ${meters.get(one.meter_id) ?? one.meter_id}`;
  return `${of} (${one.script ? `${one.script.name} ${one.script.version ?? ''}`.trim() : one.billing_model})`;
}
