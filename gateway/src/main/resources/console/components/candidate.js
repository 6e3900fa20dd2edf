// Which price, and what is tried in its place: the fields that simulations and rollouts share.

import {all} from '../api.js';
import {el, replace} from '../dom.js';
import {pretty} from '../format.js';
import {area, choice, field, typedJson, wrong} from './form.js';
import {beside} from './tried.js';

const MOST = 2_000;

/** Loads what can be chosen, and makes the fields. `query` may name script, version and price. */
export async function candidate(view) {
  const {signal, query} = view;
  const [prices, plans, meters, scripts] = await Promise.all([
    all('/v1/prices', MOST, signal), all('/v1/plans', MOST, signal), all('/v1/meters', MOST, signal), all('/v1/scripts', MOST, signal)]);
  const live = liveOfLineages(prices.items.filter(one => one.type === 'USAGE' && one.entity_type === 'PLAN'));
  const names = {plans: named(plans.items), meters: named(meters.items)};
  const versions = scripts.items.filter(one => one.kind !== 'LIBRARY');
  // The address may name any version of the price: also a rollout's, whose parameters are then tried.
  const meant = prices.items.find(one => one.id === query.get('price'));
  const price = choice('price_id', live.map(one => [one.id, priceName(one, names)]), live.find(one => one.lineage_id === meant?.lineage_id)?.id);
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
    const same = [meant, at].find(one => one?.lineage_id === at?.lineage_id && one?.script?.name === now?.name);
    params.value = pretty(same ? same.params : sampled(now?.manifest?.samples?.[0]) ?? at?.params ?? {});
  }

  // A sample may say what events, groups and buckets there are beside its parameters.
  const sampled = one => (one?.params && (one.event || one.groups || one.bucket_size) ? one.params : one);

  // What was chosen or written by hand, or named by the address, is never replaced.
  let own = query.has('script');
  price.addEventListener('change', () => {
    if (!own) preset(live.find(one => one.id === price.value)?.script?.name);
    draw();
  });
  script.addEventListener('change', () => { own = true; fill(); draw(); });
  params.addEventListener('input', () => { own = true; draw(); });
  const shown = el('div', {});

  function draw() {
    const at = live.find(one => one.id === price.value);
    let now;
    try {
      now = JSON.parse(params.value);
    } catch {
      replace(shown, el('p', {class: 'dim'}, 'The parameters are no JSON yet.'));
      return;
    }
    replace(shown, at && beside({name: priceName(at, names), script: chosen(), params: now, live: at}));
  }

  const first = meant ?? live.find(one => one.id === price.value);
  preset(query.get('script') ?? first?.script?.name, query.get('version') ?? String(first?.script?.version));
  draw();
  return {
    any: live.length > 0,
    fields: [
      field('Price', price, {pointer: '/price_id', hint: 'the live price it is compared with'}),
      field('Script that is tried', script, {pointer: '/candidate/script'}),
      field('Its parameters', params, {pointer: '/candidate', hint: 'JSON, as the schema of the script says'}),
      {element: shown}],
    value() {
      const one = chosen();
      if (!one) throw wrong('/candidate/script', 'Choose a script.');
      return {
        price_id: price.value,
        candidate: {script: {name: one.name, version: one.version}, params: typedJson(params.value, '/candidate')}};
    }};
}

const named = items => new Map(items.map(one => [one.id, one.name]));

/** A rollout's version begins where no time reaches, and holds only for whom it was assigned to. */
function liveOfLineages(prices) {
  const newest = new Map();
  const now = new Date().toISOString();
  for (const one of prices) {
    if (one.status !== 'published' || (one.effective_from && one.effective_from > now)) continue;
    const before = newest.get(one.lineage_id);
    if (!before || before.version < one.version) newest.set(one.lineage_id, one);
  }
  return [...newest.values()];
}

function priceName(one, {plans, meters}) {
  const of = one.display_name || `${plans.get(one.entity_id) ?? one.entity_id}: ${meters.get(one.meter_id) ?? one.meter_id}`;
  return `${of} (${one.script ? `${one.script.name} ${one.script.version ?? ''}`.trim() : one.billing_model})`;
}
