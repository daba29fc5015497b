/* The lists at the side: choose several values, or leave some out. */

import { el, replace } from './dom.js';
import { FILTERS, withFilter } from './address.js';
import { fallbackLabel, texts } from './texts.js';

export const COUNTED = ['outlet', 'person', 'place', 'organisation', 'group', 'topic', 'language', 'type'];
const SHORT = 8;

export function label(name, term) {
  return name === 'language' || name === 'type' ? fallbackLabel(name, term.id) : term.label;
}

/* On narrow screens the lists cover the results until the reader is done with them. */
function showResults() {
  document.body.classList.remove('facets-open');
  scrollTo(0, 0);
}

/** Draws every facet that has values; go opens a state, widen fetches more values of one facet. */
export function drawFacets(node, answer, state, wide, go, widen) {
  replace(node,
    el('button', { type: 'button', class: 'done', 'data-key': 'done', click: showResults }, texts.showResults(answer.total)),
    COUNTED.map((name) => facet(name, answer.facets[name], state, wide, go, widen)));
}

function facet(name, counts, state, wide, go, widen) {
  if (!counts || !counts.terms.length) return null;
  const chosen = state.filters[name] ?? [];
  const title = `facet-${name}`;
  const hidden = counts.total - counts.terms.length;
  return el('section', { class: `facet ${wide.has(name) ? 'wide' : ''}`, 'aria-labelledby': title },
    el('h2', { id: title }, texts.facets[name]),
    el('ul', {}, counts.terms.map((term) => value(name, term, chosen, state, go))),
    wide.has(name)
      ? el('button', { type: 'button', class: 'quiet', 'data-key': `more ${name}`, click: () => widen(name, false) }, texts.fewer)
      : hidden > 0
        ? el('button', { type: 'button', class: 'quiet', 'data-key': `more ${name}`, click: () => widen(name, true) }, texts.more(hidden))
        : null);
}

function value(name, term, chosen, state, go) {
  const text = label(name, term);
  const included = chosen.includes(term.id) || term.selected;
  const excluded = chosen.includes(`-${term.id}`);
  return el('li', { class: excluded ? 'excluded' : included ? 'included' : null },
    el('label', { title: text },
      el('input', {
        type: 'checkbox', checked: included, 'data-key': `${name} ${term.id}`,
        change: (event) => go(withFilter(state, name, term.id, event.target.checked)),
      }),
      el('bdi', { class: 'name' }, text),
      el('span', { class: 'count' }, texts.count(term.count))),
    el('button', {
      type: 'button', class: 'minus', 'data-key': `not ${name} ${term.id}`,
      'aria-label': texts.exclude(text), 'aria-pressed': String(excluded), title: texts.exclude(text),
      click: () => go(withFilter(state, name, `-${term.id}`, !excluded)),
    }, '−'));
}

/** The size to ask for so that short lists show what they have and long ones can say so. */
export const FACET_SIZE = SHORT;

/** Labels that an answer gives to values, to name them in chips. */
export function remember(labels, answer) {
  for (const name of FILTERS) {
    for (const term of answer.facets[name]?.terms ?? []) labels.set(`${name} ${term.id}`, label(name, term));
  }
  for (const hit of answer.results) {
    for (const entity of [...hit.people, ...hit.places]) {
      labels.set(`${entity.id.split('/')[0]} ${entity.id}`, entity.name);
    }
  }
}
