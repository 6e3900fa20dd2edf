// Finds what a draft uses that is not there: names that nobody declares, members that the language of
// scripts lacks, methods that nothing has. Only what would fail wherever it is reached is refused:
// a name that is declared anywhere in the text counts as declared, and a method as defined when the
// text has a property or a literal of its name.
// checkNames(unit, program, entry, known, refuse): known is {statics, methods} of a realm.
var checkNames = (function () {
  'use strict';
  const SAYS = {
    Date: 'there is no clock: use event.timestamp, context.period and calendar',
    random: 'there is no randomness: the same usage has the same price',
    JSON: 'the answer is an array of lines',
    console: 'nothing is printed: a line has a label',
    pow: 'it is not exact on every machine: multiply, or use Decimal.times',
    Promise: 'a price is computed at once',
    BigInt: 'use Decimal',
  };
  const FIELDS = {
    usage: ['quantity', 'total', 'cells'],
    event: ['quantity', 'properties', 'event_name', 'event_id', 'timestamp'],
    context: ['currency', 'plan_id', 'subscription_id', 'price_id', 'period', 'bucket', 'group'],
  };
  const MOST_LISTED = 12;
  const has = (of, name) => Object.prototype.hasOwnProperty.call(of, name);

  function find(unit, program, entry, known, refuse) {
    const seen = collect(program);
    const methods = new Set(Object.values(known.methods).flat());
    const given = givenOf(entry, seen);
    for (const node of seen.names) {
      if (!seen.declared.has(node.name) && !has(known.statics, node.name)) {
        const near = nearest(node.name, [...seen.declared.keys(), ...Object.keys(known.statics)]);
        refuse(unit, node.start, 'there is no ' + node.name + ' here' + because(node.name, near));
      }
    }
    for (const {node, called} of seen.members) {
      const name = node.property.name;
      const wrong = member(node, name, {seen, known, methods, given, called});
      if (wrong) refuse(unit, node.property.start, wrong);
    }
    for (const {node, of} of given.patterns) pattern(unit, node, of, refuse);
  }

  // What is wrong with a member, or null.
  function member(node, name, {seen, known, methods, given, called}) {
    const root = node.object.type === 'Identifier' ? node.object.name : null;
    if (root && !seen.declared.has(root) && has(known.statics, root)) {
      const own = known.statics[root];
      const all = [...own, ...known.methods.Function, ...known.methods.Object];
      return all.includes(name) ? null : root + ' has no ' + name + because(name, nearest(name, own), own);
    }
    if (root && !seen.declared.has(root)) return null; // said of the root already
    const fields = root && given.roots.get(root);
    if (fields && FIELDS[fields] && !FIELDS[fields].includes(name)) {
      const own = FIELDS[fields];
      return called && known.methods.Object.includes(name) ? null : root + ' has no ' + name + because(name, nearest(name, own), own);
    }
    if (!called) return null;
    const holder = textRoot(node.object, given);
    if (holder && known.methods.Decimal.includes(name) && !['String', 'Array', 'Object'].some(k => known.methods[k].includes(name))) {
      return holder + ' is text or a part of it, not a Decimal: Decimal.from(' + holder + ').' + name + '(...)';
    }
    if (decimalRoot(node.object, given) && !known.methods.Decimal.includes(name) && !known.methods.Object.includes(name)) {
      return 'a Decimal has no ' + name + because(name, nearest(name, known.methods.Decimal));
    }
    if (methods.has(name) || seen.defined.has(name)) return null;
    return 'nothing here has a method ' + name + because(name, nearest(name, [...methods]));
  }

  function pattern(unit, node, of, refuse) {
    const own = FIELDS[of];
    for (const p of node.properties) {
      if (p.type !== 'Property' || p.computed || p.key.type !== 'Identifier' || own.includes(p.key.name)) continue;
      refuse(unit, p.key.start, of + ' has no ' + p.key.name + because(p.key.name, nearest(p.key.name, own), own));
    }
  }

  // The parameters of the entry point that are declared once, so that their names mean them.
  function givenOf(entry, seen) {
    const roots = new Map(), patterns = [];
    const kinds = entry && entry.params ? [entry.kind === 'rate' ? 'event' : 'usage', 'params', 'context'] : [];
    kinds.forEach((of, i) => {
      let p = entry.params[i];
      if (p && p.type === 'AssignmentPattern') p = p.left;
      if (p && p.type === 'ObjectPattern' && FIELDS[of]) patterns.push({node: p, of});
      if (p && p.type === 'Identifier' && seen.declared.get(p.name) === 1 && !seen.assigned.has(p.name)) roots.set(p.name, of);
    });
    return {roots, patterns};
  }

  // params.a.b and event.properties.a hold what JSON can say; returns the text of such an expression.
  function textRoot(node, given) {
    const path = pathOf(node);
    if (!path) return null;
    const of = given.roots.get(path[0]);
    const reaches = (of === 'params' && path.length > 1) || (of === 'event' && path[1] === 'properties' && path.length > 2);
    return reaches ? path.join('.') : null;
  }

  function decimalRoot(node, given) {
    const path = pathOf(node);
    return path !== null && path.length === 2 && path[1] === 'quantity' && ['usage', 'event'].includes(given.roots.get(path[0]));
  }

  function pathOf(node) {
    const path = [];
    while (node.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier') {
      path.unshift(node.property.name);
      node = node.object;
    }
    if (node.type !== 'Identifier') return null;
    path.unshift(node.name);
    return path;
  }

  function because(name, near, list) {
    if (has(SAYS, name)) return ': ' + SAYS[name];
    if (near) return '; is it ' + near + '?';
    const own = (list || []).filter(one => !['name', 'length', 'prototype', 'constructor'].includes(one) && one !== one.toUpperCase());
    return own.length && own.length <= MOST_LISTED ? '; it has ' + own.join(', ') : '; pricing.d.ts says what there is';
  }

  // --- reading the tree ---

  function collect(program) {
    const seen = {declared: new Map(), assigned: new Set(), defined: new Set(), names: [], members: []};
    const stack = [{node: program, parent: null, key: ''}];
    while (stack.length) {
      const {node, parent, key} = stack.pop();
      note(seen, node, parent, key);
      for (const k in node) {
        const children = Array.isArray(node[k]) ? node[k] : [node[k]];
        for (const child of children) if (child && typeof child.type === 'string') stack.push({node: child, parent: node, key: k});
      }
    }
    return seen;
  }

  function note(seen, node, parent, key) {
    switch (node.type) {
      case 'VariableDeclarator': return bind(seen, node.id);
      case 'FunctionDeclaration': case 'FunctionExpression': case 'ArrowFunctionExpression':
        if (node.id) bind(seen, node.id);
        return node.params.forEach(p => bind(seen, p));
      case 'CatchClause': return node.param ? bind(seen, node.param) : undefined;
      case 'ImportSpecifier': return bind(seen, node.local);
      case 'AssignmentExpression':
        if (node.left.type === 'Identifier') seen.assigned.add(node.left.name);
        if (node.left.type === 'MemberExpression' && !node.left.computed) seen.defined.add(node.left.property.name);
        return;
      case 'Property': case 'Literal':
        return define(seen, node);
      case 'Identifier':
        if (isName(node, parent, key)) seen.names.push(node);
        return;
      case 'MemberExpression': {
        const called = parent.type === 'CallExpression' && key === 'callee' && !parent.optional;
        if (!node.computed && node.property.type === 'Identifier') seen.members.push({node, called});
      }
    }
  }

  function define(seen, node) {
    if (node.type === 'Literal') {
      if (typeof node.value === 'string') seen.defined.add(node.value);
    } else if (!node.computed && node.key.type === 'Identifier') {
      seen.defined.add(node.key.name);
    }
  }

  // Whether an identifier stands for a variable whose value is asked for.
  function isName(node, parent, key) {
    if (parent.type === 'UnaryExpression' && parent.operator === 'typeof') return false;
    if (key === 'property' && parent.type === 'MemberExpression') return parent.computed;
    if (key === 'key') return parent.computed;
    return !['ImportSpecifier', 'ExportSpecifier', 'LabeledStatement', 'BreakStatement', 'ContinueStatement', 'MetaProperty'].includes(parent.type);
  }

  function bind(seen, p) {
    switch (p.type) {
      case 'Identifier': seen.declared.set(p.name, (seen.declared.get(p.name) || 0) + 1); return;
      case 'AssignmentPattern': return bind(seen, p.left);
      case 'RestElement': return bind(seen, p.argument);
      case 'ArrayPattern': return p.elements.forEach(one => one && bind(seen, one));
      case 'ObjectPattern': return p.properties.forEach(one => bind(seen, one.type === 'RestElement' ? one.argument : one.value));
    }
  }

  // --- the name that was meant ---

  function nearest(name, all) {
    let best = null, least = Math.min(2, Math.floor(name.length / 3)) + 1;
    for (const one of all) {
      if (one.toLowerCase() === name.toLowerCase()) return one;
      const far = distance(name, one, least);
      if (far < least) { best = one; least = far; }
    }
    return best;
  }

  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) >= most) return most;
    let before = Array.from({length: b.length + 1}, (x, i) => i), older = [];
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
      }
      older = before;
      before = row;
    }
    return before[b.length];
  }

  return find;
})();
