// Scripts: their versions and differences, and the editor.

import {edit} from './edit.js';
import {list} from './list.js';
import {difference} from './difference.js';
import {show} from './show.js';

export const scripts = {
  key: 's',
  title: 'Scripts',
  home: '/scripts',
  pages: [
    ['/scripts', list],
    ['/scripts/new', view => edit(view, {})],
    ['/scripts/of/:name', show],
    ['/scripts/of/:name/versions/:version', show],
    ['/scripts/of/:name/edit/:version', edit],
    ['/scripts/of/:name/changes/:before/:after', difference]]};

/** The address of a script's page. */
export const scriptPath = (name, rest = '') => `/scripts/of/${encodeURIComponent(name)}${rest}`;

const GATES = {passed: 'good', failed: 'bad', ungated: 'warn'};

/** What the gate said of a version, and how good that is. */
export const gateOf = version => [version.gate?.status ?? 'unknown', GATES[version.gate?.status] ?? ''];

const MARK = '\n//# module ';

/** The author's part of a source: libraries it imports stand behind it. */
export const authored = source => source.split(MARK)[0];
