/* Reports side by side: what all tell, what some tell, what one tells alone, and in which words. */

import { alone, opened } from './address.js';
import { report as fetchReport, story as fetchStory } from './api.js';
import { dot, el, joined } from './dom.js';
import { stanceOf } from './quotes.js';
import { nameOf } from './reading.js';
import { link } from './results.js';
import { texts } from './texts.js';

const MOST = 6;
const QUOTES = 3;
const KINDS = { people: 'person', places: 'place', organisations: 'organisation', groups: 'group', topics: 'topic' };

/*
 * What is compared: columns, for each kind the subjects that several tell and those that one tells alone, the words
 * that each chose where outlets choose differently, and who is quoted. Cells stand in the order of the columns.
 */

/** One event as several outlets told it, under the names of the archive. */
export async function drawStory(state, go, signal) {
  const story = await fetchStory(state.story, signal);
  const columns = story.reports.slice(0, MOST);
  const spelled = new Map(story.spellings.map((spelling) => [spelling.id, spelling.byReport]));
  const kinds = [...Object.values(KINDS), 'figure', 'day'].map((kind) => {
    const of = (list) => list.filter((subject) => subject.kind === kind);
    const shared = new Map(columns.flatMap((report) => of(report.shares)).map((subject) => [subject.id, subject]));
    return {
      kind,
      shared: [...shared.values()].map((subject) => ({
        ...subject,
        cells: columns.map((report) => (report.shares.some((one) => one.id === subject.id) ? spelled.get(subject.id)?.[report.id] ?? [plainName(subject)] : [])),
      })),
      alone: columns.map((report) => of(report.alone)),
    };
  });
  const words = story.contested.map((set) => ({ name: texts.sentence(set.id), cells: columns.map((report) => set.byReport[report.id] ?? []) }));
  const quotes = story.quoted.map((said) => ({
    name: said.speaker, id: said.speakerId, cells: columns.map((report) => said.quotes.filter((quote) => quote.report === report.id)),
  }));
  return draw(texts.storyTitle(story.title ?? texts.untitled, story.reports.length), story.reports.length, { columns, kinds, words, quotes }, state, go);
}

/** Reports that the reader chose. */
export async function drawCompare(state, go, signal) {
  const ids = [...new Set(state.compare.split(',').filter(Boolean))];
  const columns = await Promise.all(ids.slice(0, MOST).map((id) => fetchReport(id, '', '', signal)));
  const kinds = Object.entries(KINDS).map(([list, kind]) => subjects(list, kind, columns));
  const bySpeaker = new Map();
  columns.forEach((report, i) => {
    for (const quote of report.quotes) {
      const key = quote.speakerId ?? quote.speaker;
      if (!key) continue;
      const row = bySpeaker.get(key) ?? bySpeaker.set(key, { name: quote.speaker, id: quote.speakerId, cells: columns.map(() => []) }).get(key);
      row.cells[i].push(quote);
    }
  });
  return draw(texts.compareTitle(ids.length), ids.length, { columns, kinds, words: [], quotes: [...bySpeaker.values()] }, state, go);
}

function subjects(list, kind, columns) {
  const rows = new Map();
  columns.forEach((report, i) => {
    for (const subject of report[list]) {
      const row = rows.get(subject.id) ?? rows.set(subject.id, { kind, id: subject.id, name: subject.name, cells: columns.map(() => new Set()) }).get(subject.id);
      const forms = subject.mentions?.length ? subject.mentions.map((mention) => mention.text) : [subject.trigger ?? subject.name];
      forms.forEach((form) => row.cells[i].add(form));
    }
  });
  const all = [...rows.values()].map((row) => ({ ...row, cells: row.cells.map((cell) => [...cell]) }));
  return { kind, shared: all.filter((row) => told(row) > 1), alone: columns.map((report, i) => all.filter((row) => told(row) === 1 && row.cells[i].length)) };
}

const told = (row) => row.cells.filter((cell) => cell.length).length;

function plainName(subject) {
  if (subject.kind === 'topic') return texts.topic(subject.id);
  return subject.kind === 'day' ? texts.date(subject.name) : subject.name;
}

function draw(title, count, { columns, kinds, words, quotes }, state, go) {
  const width = columns.length + 1;
  const group = (name, rows, kind) => (rows.length
    ? el('tbody', { class: kind ?? null }, el('tr', { class: 'kind' }, el('th', { colspan: width, scope: 'rowgroup' }, name)), rows)
    : null);
  const row = (head, cells, whole) => el('tr', { class: whole ? 'all' : null }, el('th', { scope: 'row' }, head), cells.map((cell) => el('td', {}, cell)));
  const forms = (cell) => (cell.length ? joined(cell.slice(0, 4).map((form) => el('bdi', {}, form)), () => ', ') : el('span', { class: 'faint' }, texts.absent));
  const subject = (one) => {
    const name = el('bdi', {}, plainName(one));
    if (one.kind === 'figure' || one.kind === 'day') return name;
    return link(one.kind === 'topic' ? alone(state, '', { topic: [one.id] }) : opened(state, 'entity', one.id), go, {}, name);
  };
  const body = [
    group(texts.chosenWords, words.map((set) => row(set.name, set.cells.map(forms)))),
    ...kinds.map(({ kind, shared, alone: single }) => group(texts.facets[kind] ?? texts[`${kind}s`], [
      ...[...shared].sort((a, b) => told(b) - told(a)).map((one) => row(subject(one), one.cells.map(forms), told(one) === columns.length)),
      ...(single.some((cell) => cell.length) ? [row(texts.onlyHere, single.map((cell) => el('ul', { class: 'alone' }, cell.map((one) => el('li', {}, subject(one))))))] : []),
    ], kind)),
    group(texts.quotes, [...quotes].sort((a, b) => told(b) - told(a)).map((said) => row(
      said.id ? link(opened(state, 'entity', said.id), go, {}, el('bdi', {}, said.name)) : el('bdi', {}, said.name),
      said.cells.map((cell, i) => cell.slice(0, QUOTES).map((quote) => el('p', {},
        stanceOf(quote), ' ',
        link(opened(state, 'report', columns[i].id, { at: `${quote.start}-${quote.end}` }), go, { dir: 'auto', class: 'quote' }, quote.text))))))),
  ];
  return {
    title,
    nodes: [
      el('header', {},
        el('h1', { dir: 'auto', tabindex: '-1' }, title),
        count > MOST ? el('p', { class: 'faint' }, texts.onlySome(MOST, count)) : null),
      columns.length < 2
        ? el('p', {}, texts.compareMore)
        : el('div', { class: 'side', tabindex: '0', role: 'region', 'aria-label': title },
          el('table', {}, el('thead', {}, el('tr', {}, el('td', {}), columns.map((report) => el('th', { scope: 'col' }, column(report, state, go))))), body)),
    ],
  };
}

function column(report, state, go) {
  const line = [report.outlet ? el('bdi', { class: 'outlet' }, report.outlet) : null, report.date ? texts.date(report.date) : null,
    report.language ? texts.language(report.language) : null].filter(Boolean);
  return [el('p', { class: 'meta' }, joined(line, dot)),
    link(opened(state, 'report', report.id), go, { class: 'title', dir: 'auto', lang: report.language ?? null }, report.source ? nameOf(report) : report.title ?? texts.untitled)];
}
