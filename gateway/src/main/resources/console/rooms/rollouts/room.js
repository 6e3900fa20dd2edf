// Rollouts: bringing a new version of a price to customers, behind guard rails.

import {list} from './list.js';
import {make} from './make.js';
import {show} from './show.js';

export const rollouts = {
  key: 'r',
  title: 'Rollouts',
  home: '/rollouts',
  pages: [
    ['/rollouts', list],
    ['/rollouts/new', make],
    ['/rollouts/of/:id', show]]};

/** From when customers have the new version. */
export const MODES = [
  ['next_period', 'the next billing period'],
  ['at', 'an instant'],
  ['reprice', 'the begin of the open period, difference booked']];

export const tone = state => ({active: 'good', rolling_out: 'live', shadow: 'live', stopped: 'bad', rolled_back: 'warn'})[state] ?? '';
