// Charts as drawings of our own. They are drawn for the width they have, so text stays readable;
// the figures behind them stand beside them in tables and tiles. Floats are for drawing only.

import {el, replace, svg} from '../dom.js';

/** Draws by `draw(width)` whenever the width changes. */
function fitted(label, draw) {
  const holder = el('div', {class: 'chart', role: 'img', 'aria-label': label});
  let width = 0;
  const again = () => {
    if (holder.clientWidth > 0) replace(holder, draw(holder.clientWidth));
  };
  new ResizeObserver(() => {
    if (holder.clientWidth !== width) {
      width = holder.clientWidth;
      again();
    }
  }).observe(holder);
  return {holder, again};
}

const canvas = (width, height, ...parts) =>
  svg('svg', {viewBox: `0 0 ${width} ${height}`, height, 'aria-hidden': 'true'}, parts);
const words = (x, y, text, anchor = 'start') => svg('text', {x, y, 'text-anchor': anchor}, text);

/** A step of 1, 2 or 5 times a power of ten that cuts a span into about so many parts. */
function step(span, parts) {
  const raw = span / parts || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  return [1, 2, 5, 10].find(one => one * power >= raw) * power;
}

function scale(values, ticks) {
  const low = Math.min(0, ...values);
  const high = Math.max(...values, low + 1e-9);
  const by = step(high - low, ticks);
  return {low: Math.floor(low / by) * by, high: Math.ceil(high / by) * by, by};
}

const short = number => {
  const size = Math.abs(number);
  if (size >= 1e6) return `${+(number / 1e6).toFixed(1)}M`;
  if (size >= 1e4) return `${+(number / 1e3).toFixed(1)}k`;
  return `${+number.toPrecision(3)}`;
};

/** Lines over the same labels: series are {name, values}; the first is ink 0. */
export function lines(label, labels, series, height = 220) {
  const chart = fitted(label, width => draw(width));
  const state = {labels, series};

  function draw(width) {
    const all = state.series.flatMap(one => one.values);
    if (all.length === 0) return canvas(width, height);
    const {low, high, by} = scale(all, 4);
    const left = 48, right = 12, top = 10, bottom = 24;
    const x = i => left + ((width - left - right) * i) / Math.max(1, state.labels.length - 1);
    const y = value => top + (height - top - bottom) * (1 - (value - low) / (high - low));
    const grid = [];
    for (let value = low; value <= high + by / 2; value += by) {
      grid.push(svg('line', {class: 'grid', x1: left, x2: width - right, y1: y(value), y2: y(value)}), words(left - 6, y(value) + 4, short(value), 'end'));
    }
    const room = Math.max(1, Math.ceil(state.labels.length / Math.max(1, Math.floor((width - left) / 84))));
    const ticks = state.labels.map((one, i) => (i % room === 0 ? words(x(i), height - 6, one, i === 0 ? 'start' : i === state.labels.length - 1 ? 'end' : 'middle') : null));
    const drawn = state.series.map((one, at) => svg('polyline', {
      class: `line ink-${Math.min(at, 4)}`, points: one.values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}));
    return canvas(width, height, grid, ticks, drawn);
  }

  return {
    element: chart.holder,
    show(nextLabels, nextSeries) {
      Object.assign(state, {labels: nextLabels, series: nextSeries});
      chart.again();
    }};
}

/** Bars, one a row: {label, value, text, tone}. Bars below zero grow to the left. */
export function bars(label, rows) {
  const high = 26;
  return fitted(label, width => {
    const left = Math.min(150, Math.round(width * 0.36));
    const right = 76;
    const least = Math.min(0, ...rows.map(row => row.value));
    const most = Math.max(0, ...rows.map(row => row.value));
    const x = value => left + ((width - left - right) * (value - least)) / (most - least || 1);
    return canvas(width, rows.length * high + 2, rows.map((row, i) => {
      const y = i * high;
      const size = Math.max(row.value === 0 ? 0 : 2, Math.abs(x(row.value) - x(0)));
      const end = Math.max(x(row.value), x(0));
      const fit = Math.floor((left - 10) / 6.4);
      const name = row.label.length > fit ? row.label.slice(0, fit - 1) + '…' : row.label;
      return [
        svg('g', {}, svg('title', {}, `${row.label}: ${row.text}`), words(left - 8, y + 17, name, 'end'),
          svg('rect', {class: `bar ink-${row.tone}`, x: Math.min(x(row.value), x(0)), y: y + 4, width: size, height: high - 9}),
          words(end + 6, y + 17, row.text))];
    }));
  }).holder;
}

/** Says which ink is which. */
export const legend = names => el('p', {class: 'legend'}, names.map((name, at) =>
  el('span', {}, el('i', {class: `ink-${Math.min(at, 4)}`}), name)));
