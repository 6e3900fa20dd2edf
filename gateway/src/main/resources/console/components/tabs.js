// Tabs over panels; arrow keys move between them.

import {el, replace} from '../dom.js';

/** Draws tabs: [{title, panel, opened}]; a panel is drawn once, and only hidden afterwards. */
export function tabs(label, all) {
  const buttons = all.map((one, i) => el('button', {
    type: 'button', role: 'tab', 'aria-selected': 'false', tabindex: '-1', on: {click: () => show(i)}}, one.title));
  const panels = all.map(one => el('div', {role: 'tabpanel', 'aria-label': one.title, hidden: true}, one.panel));
  const bar = el('div', {class: 'tabs', role: 'tablist', 'aria-label': label, on: {keydown}}, buttons);

  function show(at) {
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === at));
      button.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    all[at].opened?.();
  }

  function keydown(event) {
    const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!by) return;
    const at = (buttons.indexOf(document.activeElement) + by + all.length) % all.length;
    show(at);
    buttons[at].focus();
  }

  show(0);
  return {element: el('div', {}, bar, panels), show, title: (at, text) => replace(buttons[at], text)};
}
