// How far a simulation came, drawn as it is told.

import {lines} from '../../components/chart.js';
import {card, tile} from '../../components/head.js';
import {el, replace} from '../../dom.js';
import {count} from '../../format.js';

const MOST_POINTS = 240;

/** Makes the drawing; `tell(progress)` moves it on. */
export function progressOf() {
  const began = performance.now();
  const fill = el('i', {});
  const meter = el('div', {class: 'meter', role: 'progressbar', 'aria-label': 'Share that is done', 'aria-valuemin': 0, 'aria-valuemax': 100}, fill);
  const tiles = el('div', {class: 'tiles'});
  const points = {labels: [], events: [], customers: []};
  const chart = lines('Events read, by seconds', [], [], 160);
  const element = card('Under way', meter, tiles, chart.element);

  function tell(progress) {
    const share = Math.round(Number(progress.share ?? 0) * 100);
    meter.setAttribute('aria-valuenow', String(share));
    fill.style.width = `${share}%`;
    replace(tiles, tile('stage', progress.stage ?? 'waiting'), tile('done', `${share} %`), tile('events read', count(progress.events ?? 0)), tile('customers priced', count(progress.customers ?? 0)));
    points.labels.push(`${((performance.now() - began) / 1_000).toFixed(1)} s`);
    points.events.push(Number(progress.events ?? 0));
    if (points.labels.length > MOST_POINTS) {
      points.labels.shift();
      points.events.shift();
    }
    chart.show(points.labels, [{name: 'events', values: points.events}]);
  }

  return {element, tell};
}
