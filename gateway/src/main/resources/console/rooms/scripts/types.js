// Reads pricing.d.ts, the declarations of all that a script can use, into types and their members.

/** A member: {name, type, doc, signature, call}. Types: {members, statics, parent}. */
export function readTypes(text) {
  const types = new Map();
  const globals = new Map();
  for (const {doc, code} of statements(text)) {
    let found;
    if ((found = /^(?:interface|declare class)\s+(\w+)[^{]*?(?:extends\s+(\w+)[^{]*)?\{([\s\S]*)\}$/.exec(code))) {
      const members = membersOf(found[3]);
      types.set(found[1], {
        doc,
        parent: found[2] ?? null,
        members: members.filter(one => !one.isStatic),
        statics: members.filter(one => one.isStatic)});
      if (code.startsWith('declare class')) globals.set(found[1], {name: found[1], type: `static ${found[1]}`, doc, signature: found[1]});
    } else if ((found = /^declare const (\w+)\s*:\s*([\s\S]+)$/.exec(code))) {
      globals.set(found[1], {name: found[1], type: found[2], doc, signature: found[1]});
    } else if ((found = /^declare function (\w+)\s*(?:<[^(]*>)?(\([\s\S]*\))\s*:\s*([\s\S]+)$/.exec(code))) {
      globals.set(found[1], {name: found[1], type: found[3], doc, signature: `${found[1]}${found[2]}: ${found[3]}`, call: true});
    } else if ((found = /^type (\w+)(?:<[^=]*>)?\s*=\s*([\s\S]+)$/.exec(code))) {
      types.set(found[1], {doc, alias: found[2], members: [], statics: []});
    }
  }
  globals.delete('Symbol');
  return {types, globals};
}

/** Reads the members between two braces. */
export function membersOf(body) {
  return statements(body + ';').map(({doc, code}) => {
    const found = /^(static\s+)?(?:readonly\s+)?(\w+)\??\s*(?:<[^(]*>)?(\([\s\S]*\))?\s*:\s*([\s\S]+)$/.exec(code);
    return found && {
      name: found[2],
      type: found[4],
      call: found[3] !== undefined,
      isStatic: found[1] !== undefined,
      signature: `${found[2]}${found[3] ?? ''}: ${found[4]}`,
      doc};
  }).filter(one => one && one.name !== 'constructor' && one.type !== 'never');
}

/** Cuts declarations apart, each with the comment before it. */
function statements(text) {
  const found = [];
  let doc = '';
  let start = 0;
  let depth = 0;
  const close = end => {
    const code = text.slice(start, end).trim();
    if (code && !/^[;}]*$/.test(code)) found.push({doc, code});
    doc = '';
  };
  for (let i = 0; i < text.length; i++) {
    if (depth === 0 && text.startsWith('//', i)) {
      i = start = ends(text, '\n', i);
    } else if (depth === 0 && text.startsWith('/*', i) && !text.slice(start, i).trim()) {
      const end = ends(text, '*/', i);
      doc = text.slice(i, end).replace(/^\/\*+\s*|\s*\*\/$|\n\s*\*/g, ' ').trim();
      i = (start = end + 2) - 1;
    } else if (text.startsWith('/*', i)) {
      i = ends(text, '*/', i) + 1;
    } else if ('({['.includes(text[i])) {
      depth++;
    } else if (')}]'.includes(text[i])) {
      depth--;
      if (depth === 0 && text[i] === '}' && /^\s*(interface|declare class)\b/.test(text.slice(start, i))) {
        close(i + 1);
        start = i + 1;
      }
    } else if (text[i] === ';' && depth === 0) {
      close(i);
      start = i + 1;
    }
  }
  return found;
}

function ends(text, mark, from) {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}
