/* How to search and which keys there are. */

import { el, replace } from './dom.js';
import { texts } from './texts.js';

/** Shows the help; attempt searches an example. */
export function openHelp(attempt) {
  const example = (words) => (attempt
    ? el('button', { type: 'button', class: 'linkish', title: texts.tryIt, click: () => { document.getElementById('help').close(); attempt(words); } }, el('code', {}, words))
    : el('code', {}, words));
  const rows = (pairs) => pairs.map(([what, why]) => el('tr', {}, el('th', { scope: 'row' }, el('code', {}, what)), el('td', {}, why)));
  const help = document.getElementById('help');
  replace(help,
    el('form', { method: 'dialog' }, el('h2', { id: 'help-title' }, texts.helpTitle), el('button', { 'aria-label': texts.close, title: texts.close }, '×')),
    el('table', {}, el('tbody', {}, texts.help.map(([words, why]) => el('tr', {}, el('th', { scope: 'row' }, words.split('  ').map(example)), el('td', {}, why))))),
    el('p', {}, texts.helpNote),
    el('h3', {}, texts.keysTitle),
    el('table', { class: 'keys' }, el('tbody', {}, rows(texts.keys))),
    el('p', {}, el('a', { href: '/docs' }, texts.api)));
  help.onclick = (event) => {
    if (event.target === help) help.close();
  };
  if (!help.open) help.showModal();
}
