/* One report: what is known of it and why, and its text with hits and names marked. */

import { el, replace } from './dom.js';
import { changed } from './address.js';
import { sourceAddress } from './api.js';
import { link } from './results.js';
import { texts } from './texts.js';

const KINDS = { people: 'person', places: 'place', organisations: 'organisation', groups: 'group' };

/** Draws the report; gives back how to step from hit to hit. */
export function drawReport(node, report, state, go, back) {
  const text = el('div', { class: 'text', dir: 'auto', lang: report.language ?? null }, paragraphs(report));
  const hits = [...text.querySelectorAll('mark[data-first]')];
  const position = el('span', { class: 'faint', 'aria-live': 'polite' });
  let current = -1;
  const step = (by) => {
    if (!hits.length) return;
    hits[current]?.classList.remove('current');
    current = (current + by + hits.length) % hits.length;
    hits[current].classList.add('current');
    hits[current].scrollIntoView({ block: 'center' });
    position.textContent = texts.hits(current + 1, hits.length);
  };
  if (report.highlights) position.textContent = hits.length ? texts.hitCount(hits.length) : texts.noHits;

  replace(node,
    el('div', { class: 'bar-top' },
      el('a', { href: '/', class: 'button', click: (event) => { event.preventDefault(); back(); } }, `← ${texts.back}`),
      report.highlights
        ? el('div', { class: 'steps' }, position,
          el('button', { type: 'button', 'aria-label': texts.previousHit, title: texts.previousHit, disabled: !hits.length, click: () => step(-1) }, '↑'),
          el('button', { type: 'button', 'aria-label': texts.nextHit, title: texts.nextHit, disabled: !hits.length, click: () => step(1) }, '↓'))
        : null),
    el('div', { class: 'columns' },
      el('article', {},
        head(report),
        report.warnings ? el('ul', { class: 'warnings' }, report.warnings.map((warning) => el('li', {}, warning))) : null,
        text),
      el('aside', { 'aria-label': texts.facts }, facts(report), quotes(report, text, state, go), topics(report, text, state, go), entities(report, text, state, go), copies(report, state, go))));
  return step;
}

function head(report) {
  const line = [
    report.outlet ? el('bdi', { class: 'outlet' }, report.outlet) : null,
    report.date ? el('time', { datetime: report.date }, texts.date(report.date)) : null,
    report.authors.length ? el('bdi', {}, texts.by(report.authors.join(', '))) : null,
  ].filter(Boolean);
  return el('header', {},
    el('p', { class: 'meta' }, line.flatMap((fact, i) => [i ? el('span', { class: 'dot', 'aria-hidden': 'true' }, '·') : null, fact])),
    el('h1', { dir: 'auto', tabindex: '-1' }, report.title ?? report.source.part ?? report.source.path.split('/').at(-1)));
}

function paragraphs(report) {
  const marks = [];
  for (const [list, kind] of Object.entries(KINDS)) {
    for (const entity of report[list]) {
      for (const mention of entity.mentions) marks.push({ ...mention, kind, entity });
    }
  }
  marks.sort((a, b) => a.start - b.start);
  const hits = report.highlights ?? [];
  const nodes = [];
  let m = 0;
  let h = 0;
  for (const found of report.text.matchAll(/(?:(?!\n\s*\n)[^])+/g)) {
    const body = found[0].trim();
    const start = found.index + found[0].indexOf(body);
    const end = start + body.length;
    while (m < marks.length && marks[m].end <= start) m++;
    while (h < hits.length && hits[h].end <= start) h++;
    if (body) nodes.push(el('p', { dir: 'auto', 'data-start': start }, pieces(report.text, start, end, marks, m, hits, h)));
  }
  return nodes;
}

/* Cuts a paragraph wherever a name or a hit begins or ends; the two may cross. */
function pieces(text, start, end, marks, m, hits, h) {
  const cuts = new Set([start, end]);
  const within = (span) => span.start < end && span.end > start;
  for (let i = m; i < marks.length && within(marks[i]); i++) cuts.add(Math.max(start, marks[i].start)).add(Math.min(end, marks[i].end));
  for (let i = h; i < hits.length && within(hits[i]); i++) cuts.add(Math.max(start, hits[i].start)).add(Math.min(end, hits[i].end));
  const points = [...cuts].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i], points[i + 1]];
    while (m < marks.length && marks[m].end <= from) m++;
    while (h < hits.length && hits[h].end <= from) h++;
    let node = text.slice(from, to);
    const hit = h < hits.length && hits[h].start <= from ? hits[h] : null;
    const mark = m < marks.length && marks[m].start <= from ? marks[m] : null;
    if (hit) node = el('mark', { 'data-first': hit.start === from }, node);
    if (mark) node = el('span', { class: `entity ${mark.kind}`, 'data-entity': mark.entity.id, title: mark.entity.name }, node);
    nodes.push(node);
  }
  return nodes;
}

function facts(report) {
  const rows = [];
  const row = (key, shown) => {
    const why = report.evidence[key];
    rows.push(el('dt', {}, texts.factNames[key]), el('dd', {}, shown,
      why ? el('span', { class: 'evidence', title: texts.rule(why.rule, why.confidence) }, why.text ? el('bdi', {}, texts.evidence(why.text)) : why.rule) : null));
  };
  if (report.outlet) row('outlet', el('bdi', {}, report.outlet));
  if (report.date) row('date', texts.date(report.date));
  if (report.authors.length) row('authors', el('bdi', {}, report.authors.join(', ')));
  if (report.dateline) row('dateline', el('bdi', {}, report.dateline));
  if (report.language) row('language', texts.language(report.language));
  if (report.url) row('url', outside(report.url));
  const plain = (name, value, properties) => rows.push(el('dt', {}, name), el('dd', properties ?? {}, el('bdi', {}, value)));
  plain(texts.source, report.source.path, { class: 'path' });
  if (report.source.part) plain(texts.part, report.source.part, { class: 'path' });
  plain(texts.fingerprint, `${report.source.sha256.slice(0, 16)}…`, { class: 'path', title: report.source.sha256 });
  return el('section', { class: 'facts' },
    el('h2', {}, texts.facts),
    el('dl', {}, rows),
    el('p', { class: 'actions' },
      el('a', { class: 'button', href: sourceAddress(report.id), download: '' }, texts.download),
      el('button', { type: 'button', click: (event) => copy(event.target, report) }, texts.copy)));
}

async function copy(button, report) {
  const reference = texts.reference([
    report.authors.join(', '), report.title && `“${report.title}”`, report.outlet, report.date, report.url,
    `SHA-256 ${report.source.sha256}`, location.href,
  ]);
  await navigator.clipboard.writeText(reference);
  button.textContent = texts.copied;
}

/* A report may claim any address, also one that runs a script: only web addresses become links. */
function outside(address) {
  let safe = false;
  try {
    safe = ['http:', 'https:'].includes(new URL(address).protocol);
  } catch {
    // Not an address at all, so it is shown as text.
  }
  return safe ? el('a', { href: address, rel: 'noopener noreferrer external', target: '_blank' }, address) : el('bdi', {}, address);
}

function entities(report, text, state, go) {
  return Object.entries(KINDS).map(([list, kind]) => {
    if (!report[list].length) return null;
    const sorted = [...report[list]].sort((a, b) => b.mentions.length - a.mentions.length);
    return el('section', { class: `entities ${kind}` },
      el('h2', {}, texts.kinds[list],
        el('label', { class: 'toggle' },
          el('input', { type: 'checkbox', checked: true, change: (event) => text.classList.toggle(`hide-${kind}`, !event.target.checked) }),
          texts.mark)),
      el('ul', {}, sorted.map((entity) => el('li', {},
        entity.mentions.length
          ? el('button', { type: 'button', class: 'linkish', title: texts.jump(entity.name, entity.mentions.length), click: () => jump(text, entity.id) },
            el('bdi', {}, entity.name), el('span', { class: 'count' }, texts.count(entity.mentions.length)))
          : el('span', {}, el('bdi', {}, entity.name), el('span', { class: 'faint' }, ` ${texts.onlyInTitle}`)),
        link(alone(state, '', { [kind]: [entity.id] }), go, { class: 'seek', title: texts.filterBy(entity.name), 'aria-label': texts.filterBy(entity.name) }, '→')))));
  });
}

/* A search for this and nothing that was asked before. */
function alone(state, q, filters = {}) {
  return changed(state, { q, filters, 'from-date': '', 'to-date': '' });
}

/* What each says, in the order of the text. */
function quotes(report, text, state, go) {
  if (!report.quotes.length) return null;
  return el('section', { class: 'quotes' },
    el('h2', {}, texts.quotes),
    el('ul', {}, report.quotes.map((quote) => el('li', {},
      el('p', { class: 'who' },
        quote.speakerId
          ? link(alone(state, `speaker:"${quote.speaker}"`), go, {}, el('bdi', {}, quote.speaker))
          : quote.speaker ? el('bdi', {}, quote.speaker) : el('span', { class: 'faint' }, texts.nobody),
        ' ', el('span', { class: `stance ${quote.stance}` }, texts.stances[quote.stance] ?? quote.stance)),
      el('button', { type: 'button', class: 'linkish', title: texts.toQuote, dir: 'auto', click: () => showAt(text, quote.start) }, quote.text)))));
}

function topics(report, text, state, go) {
  if (!report.topics.length) return null;
  const byId = Map.groupBy(report.topics, (topic) => topic.id);
  return el('section', { class: 'topics' },
    el('h2', {}, texts.topics),
    el('dl', {}, [...byId].flatMap(([id, mentions]) => [
      el('dt', {}, link(alone(state, '', { topic: [id] }), go, {}, texts.topic(id))),
      el('dd', {}, [...new Map(mentions.map((mention) => [mention.trigger.toLowerCase(), mention])).values()].map((mention) =>
        el('button', { type: 'button', class: 'linkish', title: texts.toQuote, click: () => showAt(text, mention.start) }, el('bdi', {}, mention.trigger)))),
    ])));
}

function copies(report, state, go) {
  if (!report.duplicates?.length) return null;
  return el('section', {},
    el('h2', {}, texts.copies),
    el('ul', {}, report.duplicates.map((copy) => el('li', {},
      link({ ...state, report: copy.id }, go, {}, el('bdi', {}, copy.title ?? copy.id)),
      el('span', { class: 'faint' }, ` ${[copy.outlet, copy.date && texts.date(copy.date)].filter(Boolean).join(', ')}`)))));
}

/* Makes one of its kind the current one, in the middle of the window. */
function bring(text, kind, node) {
  text.querySelectorAll(`${kind}.current`).forEach((other) => other.classList.remove('current'));
  node.classList.add('current');
  node.scrollIntoView({ block: 'center' });
}

/* Brings the paragraph with this place of the text into view. */
function showAt(text, offset) {
  const paragraph = [...text.querySelectorAll('p')].findLast((p) => Number(p.dataset.start) <= offset);
  bring(text, 'p', paragraph);
}

/* To the next mention below the middle of the window, or round to the first. */
function jump(text, id) {
  const all = [...text.querySelectorAll('.entity')].filter((node) => node.dataset.entity === id);
  const next = all.find((node) => node.getBoundingClientRect().top > innerHeight / 2 + 12) ?? all[0];
  bring(text, '.entity', next);
}
