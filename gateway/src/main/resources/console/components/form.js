// Forms: labelled fields, and the server's refusals beside the fields they are about.

import {el, replace} from '../dom.js';
import {problem} from './problem.js';

let made = 0;

/** Makes a field of an input, select or textarea; `pointer` is where refusals name it. */
export function field(label, input, {hint, pointer} = {}) {
  const id = input.id || `field-${++made}`;
  input.id = id;
  const told = el('span', {class: 'error', id: `${id}-error`});
  const describedBy = [hint && `${id}-hint`, `${id}-error`].filter(Boolean).join(' ');
  input.setAttribute('aria-describedby', describedBy);
  const element = el('div', {class: 'field'},
    el('label', {for: id}, label), input, hint && el('small', {id: `${id}-hint`}, hint), told);
  const blame = text => {
    replace(told, text);
    if (text) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  return {element, input, pointer, blame};
}

export const text = (name, value = '', more = {}) => el('input', {name, value, autocomplete: 'off', ...more});
export const area = (name, value = '', more = {}) => el('textarea', {name, value, spellcheck: 'false', ...more});

/** Makes a select of [value, text] pairs. */
export function choice(name, options, value, more = {}) {
  const select = el('select', {name, ...more}, options.map(([key, shown]) => el('option', {value: key}, shown)));
  if (value !== undefined && value !== null) select.value = value;
  return select;
}

/**
 * Makes a form. `act` gets the values by name; what it throws is shown, at its field where the
 * server says which. Fields are those that {@link field} makes, rows of them, or {legend, group}.
 */
export function form(fields, {label, act, cancel, danger = false}) {
  const told = el('div', {});
  const go = el('button', {type: 'submit', class: danger ? 'danger' : 'primary'}, label);
  const flat = fields.map(one => one.group ?? one).flat(Infinity);
  const element = el('form', {class: 'form', on: {submit}},
    fields.map(drawn),
    told,
    el('div', {class: 'actions'}, go, cancel && el('button', {type: 'button', on: {click: cancel}}, 'Cancel')));

  async function submit(event) {
    event.preventDefault();
    replace(told);
    flat.forEach(one => one.blame?.(''));
    go.disabled = true;
    try {
      await act(Object.fromEntries(new FormData(element)));
    } catch (fault) {
      if (fault.name !== 'AbortError') refuse(fault);
    } finally {
      go.disabled = false;
    }
  }

  function refuse(fault) {
    const rest = (fault.errors ?? []).filter(error => {
      const at = flat.find(one => one.pointer && error.pointer.startsWith(one.pointer));
      at?.blame(error.detail);
      return !at;
    });
    replace(told, problem({title: fault.title, message: fault.message, status: fault.status, requestId: fault.requestId, errors: rest}));
    (element.querySelector('[aria-invalid=true]') ?? go).focus();
  }

  return {element};
}

/** A field, a row of fields, or a group of them under a legend. */
function drawn(one) {
  if (one.group) return el('fieldset', {}, el('legend', {}, one.legend), drawn(one.group));
  return Array.isArray(one) ? el('div', {class: 'pair'}, one.map(inner => inner.element)) : one.element;
}

/** A refusal of our own, at a field. */
export function wrong(pointer, detail) {
  const fault = new Error('One field cannot be used.');
  fault.title = 'Not sent';
  fault.errors = [{pointer, detail}];
  return fault;
}

/** Reads JSON that was typed, or says where it breaks. */
export function typedJson(value, pointer) {
  try {
    return JSON.parse(value);
  } catch (fault) {
    throw wrong(pointer, `This is no JSON: ${fault.message}.`);
  }
}
