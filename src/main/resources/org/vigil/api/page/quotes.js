/* Who said what, searched as such. */

import { opened, searchParameters } from './address.js';
import { names, quotes as fetchQuotes } from './api.js';
import { combobox } from './combobox.js';
import { dot, el, joined, marked } from './dom.js';
import { link, turns } from './results.js';
import { texts } from './texts.js';

const SPEAKERS = 12;

export async function drawQuotes(state, go, signal) {
  const parameters = searchParameters(state);
  parameters.delete('collapse');
  parameters.set('facets', 'speaker,stance');
  parameters.set('facet-size', SPEAKERS);
  if (state.speaker) parameters.append('speaker', state.speaker);
  if (state.stance) parameters.append('stance', state.stance);
  const answer = await fetchQuotes(parameters, signal);
  const to = (changes) => opened({ ...state, page: '' }, 'view', 'quotes', { speaker: state.speaker, stance: state.stance, ...changes });
  return {
    title: texts.quotes,
    nodes: [
      el('header', {}, el('h1', { tabindex: '-1' }, texts.quotes), el('p', { class: 'faint' }, state.q ? texts.quotesAbout(state.q) : texts.quotesHelp)),
      el('div', { class: 'frame' },
        el('aside', { 'aria-label': texts.filters },
          speakers(answer, state, to, go),
          el('section', { class: 'facet' }, el('h2', {}, texts.stance), el('ul', { class: 'counts' }, answer.facets.stance.terms.map((term) => el('li', {},
            link(to({ stance: state.stance === term.id ? '' : term.id }), go, { 'aria-current': state.stance === term.id ? 'true' : null }, texts.stances[term.id] ?? term.label),
            el('span', { class: 'count' }, texts.count(term.count))))))),
        el('div', {},
          el('p', { class: 'total', role: 'status' }, texts.quoteCount(answer.total)),
          answer.results.length ? null : el('p', { class: 'empty' }, texts.noQuote),
          el('ol', { class: 'quote-list' }, answer.results.map((quote) => one(quote, state, go))),
          turns(answer, (page) => ({ ...to({}), page }), go))),
    ],
  };
}

function speakers(answer, state, to, go) {
  const field = el('input', { type: 'search', class: 'within', placeholder: texts.anySpeaker, 'aria-label': texts.speaker, dir: 'auto' });
  const box = el('div', { class: 'held' }, field);
  combobox(field, texts.speaker,
    async (text, signal) => (text.trim() ? (await names(text.trim(), '', signal)).entities.slice(0, 8).map((found) => ({ value: found.id, label: found.name, kind: texts.chip[found.kind], kindClass: found.kind, note: texts.count(found.count) })) : []),
    (item) => go(to({ speaker: item.value })));
  return el('section', { class: 'facet' }, el('h2', {}, texts.speaker), box,
    state.speaker ? el('p', {}, link(to({ speaker: '' }), go, { class: 'chip button' }, el('bdi', {}, answer.facets.speaker.terms.find((term) => term.selected)?.label ?? texts.slug(state.speaker)), ' ×')) : null,
    el('ul', { class: 'counts' }, answer.facets.speaker.terms.filter((term) => !term.selected).map((term) => el('li', {},
      link(to({ speaker: term.id }), go, {}, el('bdi', {}, term.label)), el('span', { class: 'count' }, texts.count(term.count))))));
}

/** Who says it, with the way to him if he is known. */
export function speakerOf(quote, state, go) {
  if (quote.speakerId) return link(opened(state, 'entity', quote.speakerId), go, {}, el('bdi', {}, quote.speaker));
  return quote.speaker ? el('bdi', {}, quote.speaker) : el('span', { class: 'faint' }, texts.nobody);
}

/** How it is said. */
export function stanceOf(quote) {
  return el('span', { class: `stance ${quote.stance ?? ''}` }, texts.stances[quote.stance] ?? quote.cue ?? '');
}

function one(quote, state, go) {
  const { report } = quote;
  const line = [report.outlet ? el('bdi', { class: 'outlet' }, report.outlet) : null, report.date ? texts.date(report.date) : null,
    link(opened(state, 'report', report.id, { at: `${quote.start}-${quote.end}` }), go, { 'data-key': `quote ${quote.id}` }, el('bdi', {}, report.title ?? texts.untitled))].filter(Boolean);
  return el('li', { class: 'quote-item' },
    el('p', { class: 'who' },
      speakerOf(quote, state, go), ' ', stanceOf(quote)),
    el('blockquote', { dir: 'auto', lang: report.language ?? null }, marked(quote.html ?? quote.text)),
    el('p', { class: 'meta' }, joined(line, dot)));
}
