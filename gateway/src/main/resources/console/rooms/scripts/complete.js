// Completion: what may stand behind a name or a dot, from the declared types and the schema of the
// parameters. It infers what an author's constants hold, as far as plain expressions go.

import {membersOf} from './types.js';

const BASE = {string: 'String', number: 'Number', boolean: 'Boolean'};
const WORDS = ['const', 'let', 'return', 'if', 'else', 'for', 'of', 'export', 'function', 'throw', 'new', 'true', 'false', 'null'];
const GIVEN = {price: ['Usage', 'params', 'Context'], rate: ['UsageEvent', 'params', 'Context']};
const MOST_DEEP = 8;

/** Offers what may stand at a place: {from, list: [{name, signature, doc}]}. */
export function complete({types, globals}, source, at, schema) {
  const before = source.slice(0, at);
  const prefix = /[\w$]*$/.exec(before)[0];
  const from = at - prefix.length;
  const dotted = /\.\s*$/.test(source.slice(0, from));
  const world = {types, globals, schema, before: source.slice(0, from)};
  const all = dotted ? behindDot(world, source.slice(0, from).replace(/\.\s*$/, '')) : names(world);
  const fits = all.filter(one => one.name.toLowerCase().startsWith(prefix.toLowerCase()) && one.name !== prefix);
  return {from, list: dotted || prefix ? fits.slice(0, 200) : []};
}

function names(world) {
  const own = new Map();
  for (const name of declared(world.before)) own.set(name, {name, signature: name, doc: ''});
  const words = WORDS.map(name => ({name, signature: name, doc: ''}));
  return [...own.values(), ...[...world.globals.values()].filter(one => !own.has(one.name)), ...words];
}

function declared(text) {
  const found = new Set();
  for (const [, parameters] of text.matchAll(/function\s*\w*\s*\(([^)]*)\)/g)) {
    for (const name of parameters.match(/[A-Za-z_$][\w$]*/g) ?? []) found.add(name);
  }
  for (const [, name] of text.matchAll(/\b(?:const|let|function)\s+([A-Za-z_$][\w$]*)/g)) found.add(name);
  return [...found];
}

function behindDot(world, text) {
  const type = typeOf(world, expression(text), 0);
  return type ? membersOfType(world, type, 0) : [];
}

/** The expression that a text ends with: names, calls and indexes joined by dots. */
function expression(text) {
  let i = text.length;
  for (;;) {
    const end = i;
    while (i > 0 && ')]'.includes(text[i - 1])) i = opening(text, i - 1);
    while (i > 0 && /[\w$]/.test(text[i - 1])) i--;
    if (i === end) break;
    const dot = /\.\s*$/.exec(text.slice(0, i).replace(/\?\.$/, '?.'));
    if (!dot) break;
    i -= dot[0].length;
    if (text[i - 1] === '?') i--;
    i = text.slice(0, i).trimEnd().length;
  }
  if (/\bnew\s+$/.test(text.slice(0, i))) i = text.lastIndexOf('new', i);
  return text.slice(i).trim();
}

function opening(text, at) {
  let depth = 0;
  for (let i = at; i >= 0; i--) {
    if (')]}'.includes(text[i])) depth++;
    if ('([{'.includes(text[i]) && --depth === 0) return i;
  }
  return 0;
}

/** A type is {text} of the declarations, {schema} of the parameters, or null when unknown. */
function typeOf(world, text, deep) {
  if (!text || deep > MOST_DEEP) return null;
  const made = /^new\s+(\w+)/.exec(text);
  if (made && !links(text).some(one => one.kind === 'name' && one.at > 0)) return {text: made[1]};
  if (/^['"`]/.test(text)) return {text: 'string'};
  const [root, ...rest] = links(text.replace(/^new\s+/, ''));
  if (!root) return null;
  let type = made ? {text: made[1]} : rootType(world, root.text, deep);
  for (const link of rest) {
    if (!type) return null;
    if (link.kind === 'call') continue;
    type = link.kind === 'index' ? elementOf(world, type) : member(world, type, link.text);
  }
  return type;
}

/** Takes `a.b(c)[0].d` apart. */
function links(text) {
  const found = [];
  for (let i = 0; i < text.length;) {
    const name = /^[\s?.]*([\w$]+)/.exec(text.slice(i));
    if (name) {
      found.push({kind: 'name', text: name[1], at: i});
      i += name[0].length;
    } else if ('(['.includes(text[i])) {
      found.push({kind: text[i] === '(' ? 'call' : 'index', at: i});
      i = closing(text, i) + 1;
    } else {
      break;
    }
  }
  return found;
}

function closing(text, at) {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if ('([{'.includes(text[i])) depth++;
    if (')]}'.includes(text[i]) && --depth === 0) return i;
  }
  return text.length;
}

function rootType(world, name, deep) {
  const safe = name.replaceAll('$', '\\$');
  const assigned = [...world.before.matchAll(new RegExp(`\\b(?:const|let)\\s+${safe}\\s*=\\s*([^;\\n]+)`, 'g'))].at(-1);
  if (assigned) return typeOf(world, plain(assigned[1]), deep + 1);
  const looped = [...world.before.matchAll(new RegExp(`\\bfor\\s*\\(\\s*(?:const|let)\\s+${safe}\\s+of\\s+([^){]+)\\)`, 'g'))].at(-1);
  if (looped) return elementOf(world, typeOf(world, plain(looped[1]), deep + 1));
  for (const [, entry, parameters] of world.before.matchAll(/export\s+function\s+(price|rate)\s*\(([^)]*)\)/g)) {
    const at = parameters.split(',').map(one => one.trim()).indexOf(name);
    if (at >= 0 && at < 3) return at === 1 ? {schema: world.schema} : {text: GIVEN[entry][at]};
  }
  const global = world.globals.get(name);
  return global ? {text: global.type} : null;
}

/** The first operand of what is assigned; `a ? b : c` is taken for b. */
function plain(text) {
  const chosen = /\?\s([^:]+):/.exec(text);
  return (chosen ? chosen[1] : text.split(/\s(?:\?\?|\|\||&&|[-+*/<>=]+)\s/)[0]).trim();
}

function member(world, type, name) {
  const found = membersOfType(world, type, 0).find(one => one.name === name);
  if (!found) return null;
  return found.schema ? {schema: found.schema} : {text: found.type};
}

function elementOf(world, type) {
  if (!type) return null;
  if (type.schema) return type.schema.items ? {schema: type.schema.items} : null;
  const found = /^(?:readonly\s+)?(\w+)\[\]$/.exec(type.text.trim());
  return found ? {text: found[1]} : null;
}

function membersOfType(world, type, deep) {
  if (deep > MOST_DEEP) return [];
  if (type.schema) return ofSchema(world, type.schema, deep);
  const text = type.text.trim().replace(/^readonly\s+/, '');
  if (text.startsWith('{')) return membersOf(text.slice(1, text.lastIndexOf('}')));
  if (text.startsWith('static ')) return world.types.get(text.slice(7))?.statics ?? [];
  if (/\[\]$/.test(text)) return membersOfType(world, {text: text.startsWith('readonly') ? 'ReadonlyArray' : 'Array'}, deep + 1);
  const parts = text.split(/\s*\|\s*/);
  if (parts.length > 1) return parts.map(part => membersOfType(world, {text: part}, deep + 1)).find(one => one.length > 0) ?? [];
  if (/^['"]/.test(text)) return membersOfType(world, {text: 'String'}, deep + 1);
  const name = BASE[text] ?? text.replace(/<[\s\S]*$/, '');
  const found = world.types.get(name);
  if (!found) return [];
  if (found.alias) return membersOfType(world, {text: found.alias}, deep + 1);
  const own = new Set(found.members.map(one => one.name));
  const more = found.parent ? membersOfType(world, {text: found.parent}, deep + 1) : [];
  return [...found.members, ...more.filter(one => !own.has(one.name))];
}

function ofSchema(world, schema, deep) {
  if (!schema || typeof schema !== 'object') return [];
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length > 0) {
    return properties.map(([name, one]) => ({
      name, schema: one, doc: one.description ?? '', signature: `${name}: ${[one.type ?? 'any'].flat().join(' | ')}`}));
  }
  const kinds = [schema.type].flat();
  if (kinds.includes('array')) return membersOfType(world, {text: 'ReadonlyArray'}, deep + 1);
  // Numbers reach a script as decimal texts.
  return kinds.some(one => ['string', 'number', 'integer'].includes(one)) ? membersOfType(world, {text: 'String'}, deep + 1) : [];
}
