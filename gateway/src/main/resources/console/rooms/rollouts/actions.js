// What can be done with a rollout. Everything is asked for with a reason, which is kept.

import {all, post} from '../../api.js';
import {ask} from '../../components/dialog.js';
import {choice, field, text, wrong} from '../../components/form.js';
import {button} from '../../components/head.js';
import {time} from '../../format.js';
import {tried} from '../simulations/room.js';

const OPEN = {
  draft: ['simulated', 'shadow', 'start', 'retire'],
  tested: ['simulated', 'shadow', 'start', 'retire'],
  simulated: ['shadow', 'start', 'retire'],
  shadow: ['start', 'stop', 'retire'],
  rolling_out: ['widen', 'stop', 'rollback'],
  active: ['widen', 'stop', 'rollback', 'retire'],
  stopped: ['start', 'rollback', 'retire'],
  retired: ['rollback'],
  rolled_back: []};
const TITLES = {
  simulated: 'Note a simulation', shadow: 'Shadow', start: 'Start', widen: 'Widen', stop: 'Stop', rollback: 'Roll back', retire: 'Retire'};
const TELLS = {
  simulated: 'the simulation that was looked at',
  shadow: 'evaluated beside live; nothing is charged',
  start: 'assigned to customers, batch by batch, within the guard rails',
  widen: 'meant for a greater share of the customers',
  stop: 'nobody gets it any more; who has it keeps it',
  rollback: 'taken back from everybody',
  retire: 'ends it; who has it keeps it'};

/** Draws the buttons of a state; `done(rollout)` hears of what became of it. */
export function actions(rollout, view, done) {
  const whole = Number(rollout.plan.percent) >= 100;
  return OPEN[rollout.state].filter(one => one !== 'widen' || !whole).map(action =>
    button(TITLES[action], () => begin(action, rollout, view, done), kind(action, rollout)));
}

function kind(action, rollout) {
  const first = rollout.state === 'shadow' ? 'start' : 'shadow';
  return action === 'rollback' || action === 'stop' ? 'danger' : action === first ? 'primary' : '';
}

async function begin(action, rollout, view, done) {
  const reason = field('Why', text('reason', '', {required: true, maxlength: 1000}), {pointer: '/reason', hint: `${TELLS[action]}; the reason is kept`});
  try {
    const more = await extra(action, rollout, view);
    ask(`${TITLES[action]}: ${rollout.name}`, [...more, reason], TITLES[action], async values => {
      if (action === 'simulated' && !values.simulation_id) throw wrong('/simulation_id', 'There is none that is done. Simulate first.');
      done(await post(`/v1/rollouts/${encodeURIComponent(rollout.id)}/${action}`, values, view.signal));
    }, kind(action, rollout) === 'danger');
  } catch (fault) {
    if (fault.name !== 'AbortError') view.say(fault.message);
  }
}

async function extra(action, rollout, view) {
  if (action === 'widen') {
    return [field('Percent of the customers', text('percent', '100', {inputmode: 'decimal', required: true}), {pointer: '/percent', hint: `above ${rollout.plan.percent}, to 100`})];
  }
  if (action === 'rollback') {
    return [field('From when', choice('mode', [['now', 'from now on'], ['reprice', 'as if it had never been: differences are booked back']]), {pointer: '/mode'})];
  }
  if (action === 'simulated') {
    const {items} = await all('/v1/simulations', 200, view.signal);
    return [field('Simulation', choice('simulation_id', items.filter(one => one.status === 'done').map(one => [one.id, `${tried(one.request)}, ${time(one.created_at)}`])), {pointer: '/simulation_id'})];
  }
  return [];
}
