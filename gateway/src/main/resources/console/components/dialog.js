// Questions that stand above the page; Escape closes them.

import {el, replace} from '../dom.js';
import {form} from './form.js';

/** Opens a dialog with a title; `body` is given what closes it. */
export function openDialog(title, body) {
  const dialog = el('dialog', {'aria-label': title, on: {close: () => dialog.remove()}});
  replace(dialog, el('div', {class: 'form'}, el('h2', {}, title), body(() => dialog.close())));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Asks with a form; `act` gets what was entered, and the dialog closes when it succeeds. */
export function ask(title, fields, label, act, danger = false) {
  openDialog(title, close => form(fields, {
    label,
    danger,
    cancel: close,
    act: async values => {
      await act(values);
      close();
    }}).element);
}
