/* Reports side by side: what all tell, what some tell, what one tells alone. */

import { alone, opened } from './address.js';
import { report as fetchReport, story as fetchStory } from './api.js';
import { dot, el, joined } from './dom.js';
import { nameOf } from './reading.js';
import { link } from './results.js';
import { texts } from './texts.js';

const MOST = 6;
const KINDS = { people: 'person', places: 'place', organisations: 'organisation', groups: 'group', topics: 'topic' };

export async function drawStory(state, go, signal) {
  const story = await fetchStory(state.story, signal);
  const ids = story.reports.map((report) => report.id);
  return drawSide(ids, texts.storyTitle(story.title ?? texts.untitled, ids.length), state, go, signal, story);
}

export async function drawCompare(state, go, signal) {
  const ids = [...new Set(state.compare.split(',').filter(Boolean))];
  return drawSide(ids, texts.compareTitle(ids.length), state, go, signal, null);
}

async function drawSide(ids, title, state, go, signal, story) {
  const reports = await Promise.all(ids.slice(0, MOST).map((id) => fetchReport(id, '', '', signal)));
  const view = reports.length < 2 ? [el('p', {}, texts.compareMore)] : [
    ...Object.entries(KINDS).map(([list, kind]) => subjects(list, kind, reports, state, go)),
    figures(story, reports),
    quotes(reports, state, go),
  ];
  return {
    title,
    nodes: [
      el('header', {},
        el('h1', { dir: 'auto', tabindex: '-1' }, title),
        ids.length > MOST ? el('p', { class: 'faint' }, texts.onlySome(MOST, ids.length)) : null),
      el('div', { class: 'side', tabindex: '0', role: 'region', 'aria-label': title },
        el('table', {},
          el('thead', {}, el('tr', {}, el('td', {}), reports.map((report) => el('th', { scope: 'col' }, column(report, state, go))))),
          view.length === 1 ? null : view)),
      view.length === 1 ? view : null,
    ],
  };
}

function column(report, state, go) {
  const line = [report.outlet ? el('bdi', { class: 'outlet' }, report.outlet) : null, report.date ? texts.date(report.date) : null,
    report.language ? texts.language(report.language) : null].filter(Boolean);
  return [el('p', { class: 'meta' }, joined(line, dot)), link(opened(state, 'report', report.id), go, { class: 'title', dir: 'auto', lang: report.language ?? null }, nameOf(report))];
}

/* One kind: a row for each subject, those that all share first, with the words that each report uses. */
function subjects(list, kind, reports, state, go) {
  const rows = new Map();
  reports.forEach((report, i) => {
    for (const subject of report[list]) {
      const row = rows.get(subject.id) ?? rows.set(subject.id, { id: subject.id, name: subject.name ?? texts.topic(subject.id), in: reports.map(() => new Set()) }).get(subject.id);
      if (subject.mentions?.length) subject.mentions.forEach((mention) => row.in[i].add(mention.text));
      else row.in[i].add(subject.trigger ?? subject.name);
    }
  });
  const told = (row) => row.in.filter((words) => words.size).length;
  const sorted = [...rows.values()].sort((a, b) => told(b) - told(a) || a.name.localeCompare(b.name));
  const shared = sorted.filter((row) => told(row) > 1);
  const single = sorted.filter((row) => told(row) === 1);
  if (!sorted.length) return null;
  const to = (subject) => (kind === 'topic' ? alone(state, '', { topic: [subject.id] }) : opened(state, 'entity', subject.id));
  return el('tbody', { class: kind },
    el('tr', { class: 'kind' }, el('th', { colspan: reports.length + 1, scope: 'rowgroup' }, texts.facets[kind])),
    shared.map((row) => el('tr', { class: told(row) === reports.length ? 'all' : null },
      el('th', { scope: 'row' }, link(to(row), go, {}, el('bdi', {}, row.name))),
      row.in.map((words) => el('td', {}, words.size ? spelled(words) : el('span', { class: 'faint' }, texts.absent))))),
    single.length
      ? el('tr', { class: 'alone' }, el('th', { scope: 'row' }, texts.onlyHere),
        reports.map((report, i) => el('td', {}, el('ul', {}, single.filter((row) => row.in[i].size).map((row) => el('li', {}, link(to(row), go, {}, el('bdi', {}, row.name))))))))
      : null);
}

function spelled(words) {
  return joined([...words].slice(0, 4).map((word) => el('bdi', {}, word)), () => ', ');
}

/* Figures and days that a story's reports share or tell alone. */
function figures(story, reports) {
  if (!story) return null;
  const of = (report, which) => (story.reports.find((one) => one.id === report.id)?.[which] ?? []).filter((subject) => ['figure', 'day'].includes(subject.kind));
  const line = (which, title) => (reports.some((report) => of(report, which).length)
    ? el('tr', {}, el('th', { scope: 'row' }, title), reports.map((report) => el('td', {}, of(report, which).map((subject) => (subject.kind === 'day' ? texts.date(subject.name) : subject.name)).join(' · ') || texts.absent)))
    : null);
  const rows = [line('shares', texts.sharedWords), line('alone', texts.onlyHere)].filter(Boolean);
  return rows.length ? el('tbody', {}, el('tr', { class: 'kind' }, el('th', { colspan: reports.length + 1, scope: 'rowgroup' }, texts.figures)), rows) : null;
}

/* Who is quoted where; those whom several quote first. */
function quotes(reports, state, go) {
  const rows = new Map();
  reports.forEach((report, i) => {
    for (const quote of report.quotes) {
      const key = quote.speakerId ?? quote.speaker ?? '';
      if (!key) continue;
      const row = rows.get(key) ?? rows.set(key, { name: quote.speaker, id: quote.speakerId, in: reports.map(() => []) }).get(key);
      row.in[i].push(quote);
    }
  });
  const told = (row) => row.in.filter((list) => list.length).length;
  const sorted = [...rows.values()].sort((a, b) => told(b) - told(a));
  if (!sorted.length) return null;
  return el('tbody', { class: 'quotes' },
    el('tr', { class: 'kind' }, el('th', { colspan: reports.length + 1, scope: 'rowgroup' }, texts.quotes)),
    sorted.map((row) => el('tr', {},
      el('th', { scope: 'row' }, row.id ? link(opened(state, 'entity', row.id), go, {}, el('bdi', {}, row.name)) : el('bdi', {}, row.name)),
      row.in.map((list, i) => el('td', {}, list.slice(0, 3).map((quote) => el('p', {},
        el('span', { class: `stance ${quote.stance}` }, texts.stances[quote.stance] ?? quote.stance), ' ',
        link(opened(state, 'report', reports[i].id, { at: `${quote.start}-${quote.end}` }), go, { dir: 'auto', class: 'quote' }, quote.text))))))));
}
