/* What several reports tell: the events of a search. */

import { opened, searchParameters } from './address.js';
import { stories } from './api.js';
import { dot, el, joined } from './dom.js';
import { link, turns } from './results.js';
import { texts } from './texts.js';

export async function drawEvents(state, go, signal) {
  const parameters = searchParameters(state);
  for (const name of ['order-by', 'collapse']) parameters.delete(name);
  const answer = await stories(parameters, signal);
  return {
    title: texts.events,
    nodes: [
      el('header', {}, el('h1', { tabindex: '-1' }, texts.events), el('p', { class: 'faint' }, state.q ? texts.eventsAbout(state.q) : texts.eventsHelp)),
      el('p', { class: 'total', role: 'status' }, texts.eventCount(answer.total)),
      el('ol', { class: 'events' }, answer.results.map((story) => event(story, state, go))),
      turns(answer, (page) => ({ ...opened(state, 'view', 'events'), page }), go),
    ],
  };
}

function event(story, state, go) {
  const line = [
    story.first ? (story.first === story.last ? texts.date(story.first) : `${texts.date(story.first)} – ${texts.date(story.last)}`) : null,
    texts.reports(story.size),
    joined(story.outlets.map((outlet) => el('bdi', {}, outlet.id)), () => ', '),
    story.languages.map(texts.language).join(', '),
  ].filter((part) => part?.length);
  const names = [...story.people.map((person) => ['person', person]), ...story.places.map((place) => ['place', place])];
  return el('li', { class: 'hit' },
    el('p', { class: 'meta' }, joined(line.map((part) => el('span', {}, part)), dot)),
    el('h2', { dir: 'auto' }, link(opened(state, 'story', story.id), go, { 'data-key': `story ${story.id}`, class: 'title' }, story.title ?? texts.untitled)),
    el('ul', { class: 'chips' }, names.map(([kind, entity]) => el('li', {}, link(opened(state, 'entity', entity.id), go, { class: `chip small button ${kind}` }, el('bdi', {}, entity.name))))));
}
