/* Builds nodes. Whatever comes from a report becomes text, never markup. */

/** An element; properties that are functions listen, those that are null or false are left out. */
export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), properties, children);
}

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name, value);
    else if (name === 'checked' || name === 'value') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text) {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/gi, (all, hex, decimal, name) => {
    if (name) return NAMED[name] ?? all;
    const code = hex ? parseInt(hex, 16) : parseInt(decimal, 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** A snippet's escaped text as nodes: what stands between em tags becomes mark, the rest text. */
export function marked(snippet) {
  let inside = false;
  const nodes = [];
  for (const piece of snippet.split(/(<\/?em>)/)) {
    if (piece === '<em>') inside = true;
    else if (piece === '</em>') inside = false;
    else if (piece) nodes.push(inside ? el('mark', {}, unescaped(piece)) : unescaped(piece));
  }
  return nodes;
}

/** Replaces what a node holds and leaves the keyboard where it was, found again by data-key. */
export function replace(node, ...children) {
  const active = document.activeElement;
  const key = active && node.contains(active) ? active.closest('[data-key]')?.dataset.key : null;
  node.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  if (key) {
    for (const candidate of node.querySelectorAll('[data-key]')) {
      if (candidate.dataset.key === key) candidate.focus({ preventScroll: true });
    }
  }
}

/** Whether a click asks for what links do by themselves: another window, a download. */
export function isPlain(event) {
  return !(event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

/** A section with its heading; nothing if it would be empty. */
export function section(properties, title, ...children) {
  const inside = children.flat().filter((child) => child !== null && child !== undefined);
  return inside.length ? el('section', properties, el('h2', {}, title), inside) : null;
}

/** Text between things that are listed in a row. */
export function joined(nodes, between) {
  return nodes.flatMap((node, i) => (i ? [between(), node] : [node]));
}

export const dot = () => el('span', { class: 'dot', 'aria-hidden': 'true' }, '·');
