// Makes elements. Text is always a text node, so what tenants and customers wrote stays text.

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an element; attributes that are null or false are left out, `on` holds listeners. */
export const el = (tag, attributes, ...children) =>
  filled(document.createElement(tag), attributes, children);

/** Makes an element of a drawing. */
export const svg = (tag, attributes, ...children) =>
  filled(document.createElementNS(SVG, tag), attributes, children);

/** Puts other children into an element. */
export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
  return parent;
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name === 'on') {
      for (const [event, heard] of Object.entries(value)) made.addEventListener(event, heard);
    } else if (name === 'value') {
      made.value = value ?? '';
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(made, children);
  return made;
}

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}
