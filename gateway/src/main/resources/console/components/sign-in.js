// Asks for an API key. It stays in this tab, and is gone when the tab is closed.

import {signIn} from '../api.js';
import {el, replace} from '../dom.js';

/** Shows the page; `entered` is called when the server knows the key. */
export function signInPage(entered, message) {
  document.title = 'Sign in · Pricewright';
  const told = el('div', {role: 'alert'}, message && el('p', {class: 'note bad'}, message));
  const key = el('input', {id: 'key', type: 'password', autocomplete: 'off', spellcheck: 'false', required: true, 'aria-describedby': 'key-hint'});
  const enter = el('button', {class: 'primary', type: 'submit'}, 'Sign in');
  const asked = el('form', {on: {submit}},
    el('h1', {class: 'brand'}, el('img', {src: 'icon.svg', alt: ''}), 'Pricewright'),
    el('div', {class: 'field'},
      el('label', {for: 'key'}, 'API key'),
      key,
      el('small', {id: 'key-hint'}, 'It begins with pw_. The server printed one when it first started; it stays in this tab only.')),
    told,
    enter);
  replace(document.body, el('main', {class: 'sign-in'}, asked));
  key.focus();

  async function submit(event) {
    event.preventDefault();
    enter.disabled = true;
    try {
      await signIn(key.value.trim());
      entered();
    } catch (fault) {
      enter.disabled = false;
      replace(told, el('p', {class: 'note bad'}, fault.message));
      key.select();
    }
  }
}
