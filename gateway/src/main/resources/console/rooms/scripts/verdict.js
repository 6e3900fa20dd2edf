// What the gate says of a draft: errors, tests, laws, and the smallest inputs that fail.

import {badge, button, flush, tile} from '../../components/head.js';
import {table} from '../../components/table.js';
import {el} from '../../dom.js';
import {count, pretty, words} from '../../format.js';

const SAYS = {
  passed: ['Passed', 'good', 'Every check of the gate holds. It can be published.'],
  failed: ['Failed', 'bad', 'The gate would refuse it; what failed stands below.'],
  invalid: ['Invalid', 'bad', 'It breaks the rules of scripts, so nothing was tried.'],
  ungated: ['Not tried', 'warn', 'It brings no tests and no manifest, so nothing was tried.']};
const TONES = {holds: 'good', broken: 'bad', violated: 'bad', not_tried: 'warn', fails: 'bad', failed: 'bad'};

/** Draws a verdict; `go(line, column)` goes to a place in the source. */
export function verdict(check, go) {
  const [title, tone, text] = SAYS[check.status];
  const report = check.report;
  return el('div', {class: 'stack'},
    el('p', {class: `note ${tone}`, role: 'status'}, el('strong', {}, title), '. ', text),
    report && el('div', {class: 'tiles'},
      tile('tests passed', `${check.tests.filter(one => one.passed).length} of ${check.tests.length}`),
      tile('branches taken', `${report.branches - report.branches_missed} of ${report.branches}`),
      tile('most steps', count(report.max_steps)),
      tile('evaluations', count(report.evaluations))),
    check.errors.length > 0 && flush('Errors', null, el('div', {class: 'body'}, check.errors.map(one => place(one, go)))),
    report?.findings.length > 0 && flush('What failed', null, el('div', {class: 'body'}, report.findings.map(finding))),
    check.tests && flush('Tests', null, table({
      caption: 'Tests',
      rows: check.tests,
      empty: 'It brings no tests.',
      columns: [
        {title: 'Test', cell: one => one.name},
        {title: 'Result', cell: one => badge(one.passed ? 'passed' : 'failed', one.passed ? 'good' : 'bad')},
        {title: 'Expected', cell: one => one.expected},
        {title: 'What it gave', cell: one => one.detail},
        {title: 'Steps', number: true, wide: true, cell: one => count(one.steps)}]})),
    check.branches_missed?.length > 0 && flush('Branches no test takes', null, el('div', {class: 'body'},
      check.branches_missed.map(one => place({...one, detail: `line ${one.line}, column ${one.column}: ${one.what}`}, go)))),
    report && flush('Laws', null, el('div', {class: 'body'}, laws(report.laws))));
}

const place = (one, go) => el('p', {},
  one.line ? button(one.detail, () => go(one.line, one.column), 'link') : one.detail);

function finding(one) {
  return el('div', {},
    el('p', {}, badge(words(one.check), 'bad'), ' ', one.detail),
    one.input && el('details', {}, el('summary', {}, 'Smallest input that fails'), el('pre', {}, pretty(one.input))));
}

/** Draws the laws and whether they hold. */
export const laws = of => el('dl', {}, Object.entries(of).map(([name, law]) => [
  el('dt', {}, words(name)),
  el('dd', {}, badge(words(law.status), TONES[law.status] ?? ''), law.reason && el('span', {class: 'dim'}, ' ', law.reason))]));
