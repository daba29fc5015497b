/* The lists at the side: choose several values, or leave some out. */

import { el, replace } from './dom.js';
import { FILTERS, withFilter } from './address.js';
import { fallbackLabel, texts } from './texts.js';

export const COUNTED = ['outlet', 'person', 'place', 'organisation', 'group', 'topic', 'instrument', 'language', 'type', 'author', 'collection'];
const SHORT = 8;
const PAUSE = 120;

export function label(name, term) {
  return name === 'language' || name === 'type' || name === 'topic' ? fallbackLabel(name, term.id) : term.label;
}

/* On narrow screens the lists cover the results until the reader is done with them. */
function showResults() {
  document.body.classList.remove('facets-open');
  scrollTo(0, 0);
}

/**
 * Draws every facet that has values. Wide maps a facet that is opened to what is looked for in it; go opens a state,
 * widen(name, words) opens one facet or looks for words in it, without words it closes it.
 */
export function drawFacets(node, answer, state, wide, go, widen) {
  replace(node,
    el('button', { type: 'button', class: 'done', 'data-key': 'done', click: showResults }, texts.showResults(answer.total)),
    COUNTED.map((name) => facet(name, answer.facets[name], state, wide, go, widen)));
}

function facet(name, counts, state, wide, go, widen) {
  const open = wide.has(name);
  if (!counts || (!counts.terms.length && !open)) return null;
  const chosen = state.filters[name] ?? [];
  const title = `facet-${name}`;
  const hidden = counts.total - counts.terms.length;
  const terms = name === 'place' && open && !wide.get(name) ? tree(counts.terms) : counts.terms.map((term) => [term, 0]);
  return el('section', { class: `facet ${open ? 'wide' : ''}`, 'aria-labelledby': title },
    el('h2', { id: title }, texts.facets[name]),
    name === 'place'
      ? el('button', { type: 'button', class: 'quiet beside', 'data-key': 'map', 'aria-pressed': String(Boolean(state.map)), click: () => go({ ...state, map: state.map ? '' : '1' }) }, texts.map)
      : null,
    open ? within(name, wide.get(name), widen) : null,
    el('ul', {}, terms.map(([term, depth]) => value(name, term, depth, chosen, state, go))),
    open && !counts.terms.length ? el('p', { class: 'faint' }, texts.nothingSo) : null,
    open
      ? el('button', { type: 'button', class: 'quiet', 'data-key': `more ${name}`, click: () => widen(name) }, texts.fewer)
      : hidden > 0
        ? el('button', { type: 'button', class: 'quiet', 'data-key': `more ${name}`, click: () => widen(name, '') }, texts.more(hidden))
        : null);
}

function within(name, words, widen) {
  let pause = 0;
  return el('input', {
    type: 'search', class: 'within', value: words, 'data-key': `within ${name}`, placeholder: texts.within, 'aria-label': texts.withinLabel(texts.facets[name]), dir: 'auto',
    input: (event) => {
      clearTimeout(pause);
      const { value: typed } = event.target;
      pause = setTimeout(() => widen(name, typed), PAUSE);
    },
  });
}

/* Places under those that contain them, each level by its count; what has no place of the list around it stands outermost. */
function tree(terms) {
  const listed = new Map(terms.map((term) => [term.id, term]));
  const inside = Map.groupBy(terms, (term) => (term.within ?? []).find((id) => listed.has(id)) ?? '');
  const walk = (id, depth) => (inside.get(id) ?? []).flatMap((term) => [[term, depth], ...walk(term.id, depth + 1)]);
  return walk('', 0);
}

function value(name, term, depth, chosen, state, go) {
  const text = label(name, term);
  const included = chosen.includes(term.id) || term.selected;
  const excluded = chosen.includes(`-${term.id}`);
  return el('li', { class: `${excluded ? 'excluded' : included ? 'included' : ''} depth-${Math.min(depth, 3)}` },
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
