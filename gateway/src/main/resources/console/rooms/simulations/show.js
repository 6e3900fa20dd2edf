// One simulation: its progress while it runs, then its report.

import {download, events, get, post} from '../../api.js';
import {badge, button, head, link} from '../../components/head.js';
import {problem} from '../../components/problem.js';
import {el, replace} from '../../dom.js';
import {day, time} from '../../format.js';
import {progressOf} from './progress.js';
import {report} from './report.js';
import {tone, tried} from './room.js';

export async function show(view, {id}) {
  view.title('Simulation');
  const path = `/v1/simulations/${encodeURIComponent(id)}`;
  const found = await get(path, view.signal);
  const body = el('div', {class: 'stack'});
  const top = el('div', {});
  replace(view.main, top, body);
  headOf(found);
  if (found.status === 'running') {
    await follow();
  } else {
    end(found);
  }

  function headOf(one) {
    const running = one.status === 'running';
    replace(top, head({
      crumb: {href: '#/simulations', text: 'Simulations'},
      title: tried(one.request),
      below: [badge(one.status, tone(one.status)), ` ${day(one.request.from)} to ${day(one.request.to)}, asked ${time(one.created_at)}`],
      actions: running ? button('Cancel', cancel, 'danger') : one.report && actions(one)}));
  }

  function actions(one) {
    const save = format => button(format.toUpperCase(), async () => {
      try {
        await download(`${path}/report?format=${format}`, `${id}.${format}`);
      } catch (fault) {
        view.say(fault.message);
      }
    });
    const published = one.report.variants.every(each => each.role !== 'candidate' || each.prices.every(price => price.script.id !== 'script_draft'));
    return [
      el('span', {class: 'dim'}, 'Save as'), save('html'), save('csv'), save('json'),
      published && link('Roll out', `#/rollouts/new?simulation=${encodeURIComponent(id)}`, 'primary')];
  }

  async function cancel() {
    await post(`${path}/cancel`, {}, view.signal);
    view.say('It ends soon.');
  }

  async function follow() {
    const progress = progressOf();
    replace(body, progress.element);
    progress.tell(found.progress);
    let now = found;
    // A stream that breaks off is begun again, as long as there is something to tell.
    while (now.status === 'running') {
      for await (const event of events(`${path}/events`, view.signal)) {
        progress.tell(event.data.progress);
      }
      now = await get(path, view.signal);
    }
    end(now);
  }

  function end(one) {
    headOf(one);
    if (one.report) {
      replace(body, report(one.report));
    } else {
      replace(body, problem({title: `The simulation is ${one.status}.`, message: one.error ?? 'There is no report.'}));
    }
  }
}
