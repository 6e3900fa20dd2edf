// The editor, and code that is only shown: CodeMirror 5 with our marks beside the lines.

import {el} from '../dom.js';

const CodeMirror = globalThis.CodeMirror;
const MODES = {js: 'javascript', json: {name: 'javascript', json: true}};

/**
 * Makes an editor. `keys` are further CodeMirror keys, `hints(editor)` offers completions, and
 * `changed()` hears of every change.
 */
export function code({value, mode = 'js', label, readOnly = false, hints, keys = {}, changed}) {
  const holder = el('div', {class: readOnly ? 'code' : 'code editor'});
  const editor = CodeMirror(holder, {
    value,
    mode: MODES[mode],
    readOnly,
    lineNumbers: true,
    lineWrapping: true,
    tabSize: 2,
    indentUnit: 2,
    matchBrackets: true,
    autoCloseBrackets: !readOnly,
    screenReaderLabel: label,
    viewportMargin: readOnly ? 200 : 10,
    gutters: ['marks', 'CodeMirror-linenumbers'],
    extraKeys: {
      // Tab goes on from code that is only read; out of the editor Escape does.
      Tab: readOnly ? false : at => at.execCommand(at.somethingSelected() ? 'indentMore' : 'insertSoftTab'),
      'Shift-Tab': readOnly ? false : 'indentLess',
      Esc: at => at.getInputField().blur(),
      'Ctrl-Space': at => at.showHint(),
      ...keys}});
  if (hints) {
    editor.setOption('hintOptions', {hint: hints, completeSingle: false});
    editor.on('inputRead', (at, change) => {
      if (change.text[0] === '.' || /^[A-Za-z]$/.test(change.text[0])) at.showHint();
    });
  }
  if (changed) editor.on('change', changed);
  new ResizeObserver(() => editor.refresh()).observe(holder);
  return {element: holder, editor, text: () => editor.getValue(), mark: places => mark(editor, places)};
}

/** Replaces all marks: {line, column, detail, kind} with kind `error` or `missed`, from 1. */
function mark(editor, places) {
  editor.clearGutter('marks');
  editor.getAllMarks().filter(one => one.className === 'bad-place' || one.className === 'missed-place').forEach(one => one.clear());
  editor.eachLine(line => { editor.removeLineClass(line, 'background', 'bad-line'); });
  const byLine = Map.groupBy(places.filter(one => one.line), one => Math.min(one.line, editor.lineCount()) - 1);
  for (const [line, found] of byLine) {
    const kind = found.some(one => one.kind === 'error') ? 'error' : 'missed';
    const text = found.map(one => one.detail).join('\n');
    const sign = el('span', {class: `mark ${kind}`, title: text, role: 'img', 'aria-label': `line ${line + 1}: ${text}`}, kind === 'error' ? '✕' : '○');
    editor.setGutterMarker(line, 'marks', sign);
    if (kind === 'error') editor.addLineClass(line, 'background', 'bad-line');
    for (const one of found) {
      const from = {line, ch: Math.max(0, (one.column ?? 1) - 1)};
      const to = {line, ch: Math.max(from.ch + 1, editor.getTokenAt({line, ch: from.ch + 1}).end)};
      editor.markText(from, to, {className: one.kind === 'error' ? 'bad-place' : 'missed-place', title: one.detail});
    }
  }
}

/** Goes to a place, as the server counts: from 1. */
export function goTo(editor, line, column) {
  editor.focus();
  editor.setCursor({line: line - 1, ch: Math.max(0, (column ?? 1) - 1)});
  editor.scrollIntoView(null, 80);
}
