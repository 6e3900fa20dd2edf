// Simulations: what other prices would have cost.

import {ask} from './ask.js';
import {list} from './list.js';
import {show} from './show.js';

export const simulations = {
  key: 'm',
  title: 'Simulations',
  home: '/simulations',
  pages: [
    ['/simulations', list],
    ['/simulations/new', ask],
    ['/simulations/of/:id', show]]};

export const tone = status => ({done: 'good', running: 'live', failed: 'bad', cancelled: 'warn'})[status] ?? '';

/** What a request tries, in words. */
export function tried(request) {
  const candidates = request.candidates ?? (request.candidate ? [request.candidate] : []);
  return candidates.map(one => one.script ? `${one.script.name} ${one.script.version ?? ''}`.trim() : one.name ?? one.price_id ?? 'several prices').join(', ');
}
