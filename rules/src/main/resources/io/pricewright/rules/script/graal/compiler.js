// Turns an author's script into what the runner evaluates: checks the contract, then inserts step
// and depth counting. Insertions never hold a line break, so line numbers stay the author's.
// compile(source, covered, known) answers JSON: {kind, code, edits: [[offset, length]...]} or
// {errors: [...]}. With known, the names of a realm, what is not there is an error too.
(function () {
  'use strict';
  const RESERVED = '$$';
  const enter = weight => '{if(--$$.f<0)$$.x();if(($$.d+=' + weight + ')>$$.m)$$.y(' + weight + ');try{';
  const leave = weight => '}finally{$$.d-=' + weight + '}}';
  const TURN = '{if(--$$.f<0)$$.x();';

  const REFUSED = {
    ImportExpression: "import at the top: import {name} from 'library@1'",
    ExportAllDeclaration: 'export only the function price or rate',
    AwaitExpression: 'a price is computed at once: remove await',
    YieldExpression: 'generators are not part of the contract: return an array',
    WithStatement: 'with is not part of the contract',
    DebuggerStatement: 'remove debugger',
    ClassDeclaration: 'classes are not part of the contract: use functions and plain objects',
    ClassExpression: 'classes are not part of the contract: use functions and plain objects',
    TaggedTemplateExpression: 'tagged templates are not part of the contract: call the function',
    MetaProperty: 'import.meta and new.target are not part of the contract',
    Super: 'super is not part of the contract',
  };
  const LOOPS = new Set([
    'WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForInStatement', 'ForOfStatement']);
  const MOST_ERRORS = 20, MOST_COUNTED = 500, TOO_MANY = 'a script has at most ' + MOST_COUNTED + ' functions and loops';
  const MOST_NESTED = 100, LEVELS_OF_A_CALL = 10;
  const LEVELS = {TemplateLiteral: 3, CallExpression: 2, NewExpression: 2, SpreadElement: 2};
  const FUNCTIONS = new Set([
    'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

  const unitOf = (source, covered) => ({
    source, errors: [], inserts: [], arrows: [], functions: [], counted: 0, open: 0, visited: 0, branches: covered ? [] : null});

  // The author's text, then the libraries that it imports, each after a line that names it.
  function compile(linked, covered, known) {
    const parts = linked.split(/\n\/\/# module ([a-z0-9][a-z0-9._-]*@\d+)\n/);
    const unit = unitOf(parts[0], covered);
    const modules = [];
    for (let i = 1; i < parts.length; i += 2) modules.push(library(parts[i], unitOf(parts[i + 1], false)));
    const program = parse(unit);
    if (program) {
      const entry = isLibrary(program) ? libraryOf(unit, program) : findEntry(unit, program, modules);
      walk(unit, program);
      if (known && unit.errors.length === 0) checkNames(unit, program, entry, known, refuse);
      for (const m of modules) if (known && m.program && m.unit.errors.length === 0) checkNames(m.unit, m.program, null, known, refuse);
      for (const m of modules) if (m.unit.errors.length) refuse(unit, 0, 'library ' + m.name + ': ' + m.unit.errors[0].message);
      if (unit.errors.length === 0) return emit(unit, entry, modules);
    }
    unit.errors.sort((a, b) => a.pos - b.pos);
    return {errors: unit.errors.map(e => {
      const at = acorn.getLineInfo(unit.source, e.pos);
      return {line: at.line, column: at.column + 1, message: e.message};
    })};
  }

  const isLibrary = program => program.body.length > 0 && program.body[0].directive === 'use library';

  function library(name, unit) {
    const program = parse(unit);
    if (program && !isLibrary(program)) refuse(unit, 0, "a library begins with 'use library'");
    const entry = program ? libraryOf(unit, program) : null;
    if (program) walk(unit, program);
    return {name, unit, entry, program};
  }

  // A library exports functions and constants, and imports nothing.
  function libraryOf(unit, program) {
    const names = [], blanks = [];
    for (const node of program.body) {
      if (node.type === 'ImportDeclaration') refuse(unit, node.start, 'a library imports nothing');
      if (node.type !== 'ExportNamedDeclaration') continue;
      const d = node.declaration;
      const named = d && (d.type === 'FunctionDeclaration' ? [d.id] : d.kind === 'const' ? d.declarations.map(one => one.id) : null);
      if (!named || named.some(id => id.type !== 'Identifier')) {
        refuse(unit, node.start, 'a library exports functions and constants: export function name() {...} or export const name = ...');
        continue;
      }
      named.forEach(id => names.push(id.name));
      blanks.push([node.start, d.start]);
    }
    if (names.length === 0) refuse(unit, 0, 'a library exports at least one function or constant');
    return {names, blanks, kind: 'library', name: '{' + names.join(',') + '}'};
  }

  function parse(unit) {
    const html = /<!--|-->/.exec(unit.source);
    if (html) refuse(unit, html.index, 'write a space inside <!-- or -->: it can be read as a comment');
    if (unit.source.startsWith('#!')) refuse(unit, 0, 'a script has no #! line');
    if (unit.errors.length) return null;
    try {
      return acorn.parse(unit.source, {
        ecmaVersion: 2022, sourceType: 'module',
        onToken: t => token(unit, t),
      });
    } catch (e) {
      if (e === STOP) return null;
      if (typeof e.pos !== 'number') throw e;
      refuse(unit, e.pos, String(e.message).replace(/ \(\d+:\d+\)$/, ''));
      return null;
    }
  }

  // What is too large or nested too deeply is refused while it is read, before it costs.
  const STOP = {};
  const OPENING = new Set([
    acorn.tokTypes.braceL, acorn.tokTypes.bracketL, acorn.tokTypes.parenL, acorn.tokTypes.dollarBraceL]);
  const CLOSING = new Set([acorn.tokTypes.braceR, acorn.tokTypes.bracketR, acorn.tokTypes.parenR]);
  const COUNTED = new Set([
    acorn.tokTypes.arrow, acorn.tokTypes._function, acorn.tokTypes._for, acorn.tokTypes._while, acorn.tokTypes._do]);

  function token(unit, t) {
    const type = t.type;
    if (type === acorn.tokTypes.arrow) unit.arrows.push(t.start);
    if (OPENING.has(type)) unit.open++;
    else if (CLOSING.has(type)) unit.open--;
    else if (COUNTED.has(type)) unit.counted++;
    if (unit.counted > MOST_COUNTED) stop(unit, t.start, TOO_MANY);
    if (unit.open > MOST_NESTED) stop(unit, t.start, 'nested too deeply: at most ' + MOST_NESTED + ' levels; split it into statements or functions');
  }

  function stop(unit, pos, message) {
    refuse(unit, pos, message);
    throw STOP;
  }

  function refuse(unit, pos, message) {
    if (unit.errors.length < MOST_ERRORS) unit.errors.push({pos, message});
  }

  // import {a, b as c} from 'library@1' becomes a constant of what the library answered.
  function importFrom(unit, node, modules) {
    const at = modules.findIndex(m => m.name === node.source.value);
    if (at < 0) {
      refuse(unit, node.start, "import {name} from 'library@1': a released library, by name and version");
      return;
    }
    const names = [];
    for (const s of node.specifiers) {
      if (s.type !== 'ImportSpecifier' || s.imported.type !== 'Identifier') {
        refuse(unit, s.start, 'import by name: import {name} from ...');
      } else if (modules[at].entry && !modules[at].entry.names.includes(s.imported.name)) {
        refuse(unit, s.start, modules[at].name + ' exports no ' + s.imported.name + '; it exports ' + modules[at].entry.names.join(', '));
      } else {
        names.push(s.imported.name + ':' + s.local.name);
      }
    }
    insert(unit, node.end, 'const {' + names.join(',') + '}=$$' + at + ';', true, unit.visited);
  }

  function findEntry(unit, program, modules) {
    const imports = program.body.filter(n => n.type === 'ImportDeclaration');
    imports.forEach(n => importFrom(unit, n, modules));
    const all = program.body.filter(n => n.type.startsWith('Export'));
    const sees = all.filter(seesAll);
    const exported = all.filter(n => !seesAll(n));
    if (sees.length > 1) refuse(unit, sees[1].start, "say export const sees = 'all' once");
    if (exported.length !== 1) {
      refuse(unit, exported.length ? exported[1].start : 0,
        'export exactly one function: price(usage, params, context) or rate(event, params, context)');
      return null;
    }
    const node = exported[0];
    const f = node.declaration;
    if (!f || f.type !== 'FunctionDeclaration' || !f.id || !/^(price|rate)$/.test(f.id.name)) {
      refuse(unit, node.start,
        'export a function declaration named price or rate: export function price(usage, params, context) {...}');
      return null;
    }
    if (f.params.length > 3) refuse(unit, f.params[3].start, f.id.name + ' takes at most three parameters');
    if (sees.length && f.id.name !== 'price') {
      refuse(unit, sees[0].start, "sees = 'all' goes with price(usage, params, context): rate prices each event alone");
    }
    return {
      name: f.id.name,
      params: f.params,
      kind: sees.length ? 'all' : f.id.name,
      blanks: [...imports.map(n => [n.start, n.end]), ...[...sees, node].map(n => [n.start, n.declaration.start])],
    };
  }

  // export const sees = 'all'
  function seesAll(node) {
    const d = node.declaration;
    if (node.type !== 'ExportNamedDeclaration' || !d || d.type !== 'VariableDeclaration') return false;
    const one = d.declarations[0];
    return d.kind === 'const' && d.declarations.length === 1 && one.id.name === 'sees'
      && one.init && one.init.type === 'Literal' && one.init.value === 'all';
  }

  // A function's weight is what its call takes of the depth: more when it is nested deeply, because
  // each level takes stack.
  function walk(unit, root) {
    const stack = [{node: root, level: 0, inside: {node: null, levels: 0}}];
    while (stack.length && unit.errors.length < MOST_ERRORS) {
      let {node, level, inside} = stack.pop();
      if (level > MOST_NESTED) {
        refuse(unit, node.start, 'nested too deeply: at most ' + MOST_NESTED + ' levels; split it into statements or functions');
        return;
      }
      check(unit, node);
      unit.visited++;
      if (FUNCTIONS.has(node.type)) {
        unit.functions.push(inside = {node, levels: 0, order: unit.visited});
        if (unit.functions.length > MOST_COUNTED) return refuse(unit, node.start, TOO_MANY);
        level = 0;
      }
      if (level > inside.levels) inside.levels = level;
      if (LOOPS.has(node.type)) meterLoop(unit, node);
      if (unit.branches) coverBranches(unit, node);
      const below = level + (LEVELS[node.type] || 1);
      for (const key in node) {
        const child = node[key];
        if (Array.isArray(child)) {
          for (const c of child) {
            if (!c || typeof c.type !== 'string') continue;
            if (c.type === 'Identifier') checkArguments(unit, c);
            stack.push({node: c, level: below, inside});
          }
        } else if (child && typeof child.type === 'string') {
          checkKey(unit, node, key, child);
          stack.push({node: child, level: below, inside});
        }
      }
    }
    for (const f of unit.functions) meterFunction(unit, f, Math.max(1, Math.ceil(f.levels / LEVELS_OF_A_CALL)));
  }

  // What stands for a property's name is no variable.
  function checkKey(unit, node, key, child) {
    const named = !node.computed && (key === 'key' || (key === 'property' && node.type === 'MemberExpression'));
    if (named && key === 'key' && (child.name === '__proto__' || child.value === '__proto__')) {
      refuse(unit, child.start, '__proto__ is not part of the contract');
    }
    if (!named && child.type === 'Identifier') checkArguments(unit, child);
  }

  function checkArguments(unit, node) {
    if (node.name === 'arguments') refuse(unit, node.start, 'arguments is not part of the contract: name the parameters, or write ...rest');
  }

  function check(unit, node) {
    const why = REFUSED[node.type];
    if (why) refuse(unit, node.start, why);
    if (node.async) refuse(unit, node.start, 'a price is computed at once: remove async');
    if (node.generator) refuse(unit, node.start, 'generators are not part of the contract: return an array');
    if (node.type === 'ForOfStatement' && node.await) refuse(unit, node.start, 'for await is not part of the contract');
    if (node.type === 'Literal') checkLiteral(unit, node);
    if (node.type === 'Identifier' || node.type === 'LabeledStatement') checkName(unit, node);
    if ((node.type === 'BinaryExpression' || node.type === 'AssignmentExpression')
        && node.operator.startsWith('**')) {
      refuse(unit, node.start, '** is not exact on every machine: multiply, or use Decimal.times');
    }
  }

  function checkName(unit, node) {
    const name = node.type === 'Identifier' ? node.name : node.label.name;
    if (name.startsWith(RESERVED)) refuse(unit, node.start, 'names that begin with $$ are reserved');
    if (name === 'eval' || name === 'Function') refuse(unit, node.start, name + ' is not part of the contract');
  }

  function checkLiteral(unit, node) {
    if (node.bigint) refuse(unit, node.start, 'BigInt is not part of the contract: use Decimal');
    if (!node.regex) return;
    const p = node.regex.pattern;
    const bare = p.replace(/\\[^1-9k]/g, '');
    if (/\\[1-9k]/.test(bare)) refuse(unit, node.start, 'a pattern cannot refer back to a group');
    if (/\(\?[=!<]/.test(bare)) refuse(unit, node.start, 'a pattern cannot look ahead or behind, nor name groups');
    if (p.length > 200) refuse(unit, node.start, 'a pattern has at most 200 characters');
    for (const m of bare.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) {
      if (Number(m[1]) > 50 || Number(m[2] || 0) > 50) refuse(unit, node.start, 'a pattern counts to at most 50');
    }
  }

  // Parameters run before the body's counting, so nothing in them may call anything.
  function checkParameter(unit, node) {
    switch (node.type) {
      case 'Identifier': return;
      case 'RestElement': return checkParameter(unit, node.argument);
      case 'AssignmentPattern':
        checkParameter(unit, node.left);
        return checkDefault(unit, node.right);
      case 'ObjectPattern':
        for (const p of node.properties) {
          if (p.computed) refuse(unit, p.start, 'computed names cannot stand in parameters: destructure in the body');
          checkParameter(unit, p.type === 'RestElement' ? p.argument : p.value);
        }
        return;
      default:
        refuse(unit, node.start, 'arrays cannot be destructured in parameters: destructure in the body');
    }
  }

  function checkDefault(unit, node) {
    const simple = node.type === 'Identifier' || node.type === 'Literal'
      || (node.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'Literal')
      || (node.type === 'ArrayExpression' && node.elements.length === 0)
      || (node.type === 'ObjectExpression' && node.properties.length === 0)
      || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
    if (!simple) refuse(unit, node.start, 'a default is a literal, a name, [] or {}: compute it in the body');
  }

  // --- coverage: which branch was taken ---

  function taken(unit, pos, what) {
    if (!unit.branches) return '';
    const at = acorn.getLineInfo(unit.source, pos);
    unit.branches.push({line: at.line, column: at.column + 1, what});
    return '$$.c(' + (unit.branches.length - 1) + ')';
  }

  function coverBranches(unit, node) {
    switch (node.type) {
      case 'IfStatement': return coverIf(unit, node);
      case 'ConditionalExpression':
        coverValue(unit, node.consequent, 'the value after ?');
        return coverValue(unit, node.alternate, 'the value after :');
      case 'LogicalExpression': return coverValue(unit, node.right, 'the right side of ' + node.operator);
      case 'AssignmentExpression':
        if (/^(&&|\|\||\?\?)=$/.test(node.operator)) coverValue(unit, node.right, 'the right side of ' + node.operator);
        return;
      case 'SwitchStatement': return coverSwitch(unit, node);
      case 'CatchClause':
        insert(unit, node.body.start + 1, taken(unit, node.start, 'catch') + ';', true, unit.visited);
    }
  }

  function coverIf(unit, node) {
    insert(unit, node.consequent.start, '{' + taken(unit, node.consequent.start, 'if') + ';', true, unit.visited);
    if (node.alternate) {
      insert(unit, node.consequent.end, '}', false, unit.visited);
      insert(unit, node.alternate.start, '{' + taken(unit, node.alternate.start, 'else') + ';', true, unit.visited);
      insert(unit, node.alternate.end, '}', false, unit.visited);
    } else {
      insert(unit, node.consequent.end, '}else{' + taken(unit, node.start, 'the if not taken') + '}', false, unit.visited);
    }
  }

  function coverValue(unit, node, what) {
    insert(unit, node.start, '(' + taken(unit, node.start, what) + ',', true, unit.visited);
    insert(unit, node.end, ')', false, unit.visited);
  }

  function coverSwitch(unit, node) {
    if (node.cases.length === 0) return;
    if (node.cases.every(c => c.test)) {
      insert(unit, node.cases[0].start, 'default:' + taken(unit, node.start, 'no case of the switch') + ';break;', true, unit.visited);
    }
    for (const c of node.cases) {
      const at = c.consequent.length ? c.consequent[0].start : c.end;
      insert(unit, at, taken(unit, c.start, c.test ? 'case' : 'default') + ';', true, unit.visited);
    }
  }

  function firstArrow(unit, from) {
    let low = 0, high = unit.arrows.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (unit.arrows[mid] < from) low = mid + 1; else high = mid;
    }
    return unit.arrows[low];
  }

  function meterFunction(unit, {node, order}, weight) {
    node.params.forEach(p => checkParameter(unit, p));
    const entered = unit.branches ? taken(unit, node.start, 'function' + (node.id ? ' ' + node.id.name : '')) + ';' : '';
    if (node.body.type === 'BlockStatement') {
      insert(unit, node.body.start, enter(weight) + entered, true, order);
      insert(unit, node.body.end, leave(weight), false, order);
      return;
    }
    const from = node.params.length ? node.params[node.params.length - 1].end : node.start;
    insert(unit, firstArrow(unit, from) + 2, enter(weight) + entered + 'return (', true, order);
    insert(unit, node.end, ')' + leave(weight), false, order);
  }

  function meterLoop(unit, node) {
    const turned = unit.branches ? taken(unit, node.body.start, 'loop body') + ';' : '';
    insert(unit, node.body.start, TURN + turned, true, unit.visited);
    insert(unit, node.body.end, '}', false, unit.visited);
  }

  // Of insertions at one place, those of the outer node open first and close last.
  function insert(unit, pos, text, opening, order) {
    unit.inserts.push({pos, text, opening, order});
  }

  function emit(unit, entry, modules) {
    let prefix = '(function($$){"use strict";return function(){';
    modules.forEach((m, i) => {
      prefix += 'const $$' + i + '=(function(){' + body(m.unit, m.entry, []) + '\nreturn ' + m.entry.name + ';})();';
    });
    const edits = [[0, prefix.length]];
    const code = prefix + body(unit, entry, edits) + '\nreturn ' + entry.name + ';}})';
    return {kind: entry.kind, code, edits, ...(unit.branches ? {branches: unit.branches} : {})};
  }

  function body(unit, entry, edits) {
    unit.inserts.sort((a, b) => a.pos - b.pos
      || Number(a.opening) - Number(b.opening)
      || (a.opening ? a.order - b.order : b.order - a.order));
    let code = '';
    let at = 0;
    for (const i of unit.inserts) {
      code += text(unit, entry, at, i.pos) + i.text;
      edits.push([i.pos, i.text.length]);
      at = i.pos;
    }
    return code + text(unit, entry, at, unit.source.length);
  }

  // The author's text with the words export (default) blanked: same length, same columns.
  function text(unit, entry, from, to) {
    let part = unit.source.slice(from, to);
    for (const [start, end] of entry.blanks) {
      const a = Math.max(start, from), b = Math.min(end, to);
      if (a < b) {
        part = part.slice(0, a - from) + part.slice(a - from, b - from).replace(/[^\r\n\u2028\u2029]/g, ' ') + part.slice(b - from);
      }
    }
    return part;
  }

  return (source, covered, known) => JSON.stringify(compile(source, covered === true, known ? JSON.parse(known) : null));
})()
