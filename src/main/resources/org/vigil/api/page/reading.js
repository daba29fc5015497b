/* One report: what is known of it and why, and its text with hits and names marked. */

import { dot, el, joined, replace, section } from './dom.js';
import { address, alone, opened, unfiltered } from './address.js';
import { related as fetchRelated, report as fetchReport, sourceAddress, vocabulary } from './api.js';
import { speakerOf, stanceOf } from './quotes.js';
import { link } from './results.js';
import { texts } from './texts.js';

/* A text of fewer characters is read without an outline. */
const LONG = 4000;
const RELATED = 6;
const KINDS = { people: 'person', places: 'place', organisations: 'organisation', groups: 'group' };

/* The names of instruments by id, asked for when a report first names one. */
let instruments = new Map();

/** Reads one report. */
export async function drawReading(state, go, signal) {
  const report = await fetchReport(state.report, state.q, state.spelling, signal);
  if (report.instruments?.length && !instruments.size) {
    instruments = new Map((await vocabulary(signal)).instruments.map((one) => [one.id, one.label]));
  }
  const text = el('div', { class: 'text', dir: 'auto', lang: report.language ?? null }, paragraphs(report));
  const hits = [...text.querySelectorAll('mark[data-first]')];
  const position = el('span', { class: 'faint', 'aria-live': 'polite' });
  let current = -1;
  const step = (by) => {
    if (!hits.length) return;
    current = current < 0 && by < 0 ? hits.length - 1 : (current + by + hits.length) % hits.length;
    bring(text, 'mark', hits[current]);
    position.textContent = texts.hits(current + 1, hits.length);
  };
  if (report.highlights) position.textContent = hits.length ? texts.hitCount(hits.length) : texts.noHits;
  const title = nameOf(report);
  const nearby = el('div', {});
  return {
    title,
    keys: { n: () => step(1), p: () => step(-1) },
    tools: report.highlights
      ? el('div', { class: 'steps' }, position,
        el('button', { type: 'button', 'aria-label': texts.previousHit, title: texts.previousHit, disabled: !hits.length, click: () => step(-1) }, '↑'),
        el('button', { type: 'button', 'aria-label': texts.nextHit, title: texts.nextHit, disabled: !hits.length, click: () => step(1) }, '↓'))
      : null,
    nodes: [el('div', { class: 'columns' },
      el('article', {},
        head(report, title),
        report.warnings ? el('ul', { class: 'warnings' }, report.warnings.map((warning) => el('li', {}, warning))) : null,
        text),
      el('aside', { 'aria-label': texts.facts },
        facts(report, text, state), outline(report, text), quotes(report, text, state, go), subjects('topic', texts.topics, report.topics, text, state, go), subjects('instrument', texts.facets.instrument, report.instruments, text, state, go), entities(report, text, state, go),
        copies(report, state, go), story(report, state, go), nearby))],
    after: () => {
      showCited(text, state.at);
      showRelated(nearby, report, state, go, signal);
    },
  };
}

/** What to call a report: its title, or else the file that it stood in. */
export function nameOf(report) {
  return report.title ?? report.source.part ?? report.source.path.split('/').at(-1);
}

function head(report, title) {
  const line = [
    report.outlet ? el('bdi', { class: 'outlet' }, report.outlet) : null,
    report.date ? el('time', { datetime: report.date }, texts.date(report.date)) : null,
    report.authors.length ? el('bdi', {}, texts.by(report.authors.join(', '))) : null,
  ].filter(Boolean);
  return el('header', {},
    el('p', { class: 'meta' }, joined(line, dot)),
    el('h1', { dir: 'auto', tabindex: '-1', lang: report.language ?? null }, title));
}

/* The text in paragraphs, with hits, quotations, names and page breaks marked where they stand. */
function paragraphs(report) {
  const names = [];
  for (const [list, kind] of Object.entries(KINDS)) {
    for (const entity of report[list]) {
      for (const mention of entity.mentions) names.push({ ...mention, wrap: (node) => el('span', { class: `entity ${kind}`, 'data-entity': entity.id, title: entity.name }, node) });
    }
  }
  const hits = (report.highlights ?? []).map((hit) => ({ ...hit, wrap: (node, first) => el('mark', { 'data-first': first }, node) }));
  const quotes = report.quotes.map((quote) => ({ start: quote.start, end: quote.end, wrap: (node) => el('span', { class: 'said' }, node) }));
  const pages = (report.pages ?? []).map((start, i) => ({ start, number: i + 1 }));
  const layers = [hits, names, quotes].map(layer);
  const nodes = [];
  for (const found of report.text.matchAll(/(?:(?!\n\s*\n)[^])+/g)) {
    const body = found[0].trim();
    const start = found.index + found[0].indexOf(body);
    if (body) nodes.push(el('p', { dir: 'auto', 'data-start': start }, pieces(report.text, start, start + body.length, layers, pages)));
  }
  return nodes;
}

/* Spans in their order that do not overlap, and how far they are used up. */
function layer(spans) {
  const kept = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    if (span.end > span.start && span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  }
  return { spans: kept, next: 0 };
}

/* Cuts a paragraph wherever a span begins or ends; those of different layers may cross. */
function pieces(text, start, end, layers, pages) {
  const cuts = new Set([start, end]);
  for (const { spans, next } of layers) {
    for (let i = next; i < spans.length && spans[i].start < end; i++) {
      if (spans[i].end > start) cuts.add(Math.max(start, spans[i].start)).add(Math.min(end, spans[i].end));
    }
  }
  const breaks = new Map();
  while (pages.length && pages[0].start < end) {
    const page = pages.shift();
    const at = Math.max(start, page.start);
    cuts.add(at);
    breaks.set(at, page.number);
  }
  const points = [...cuts].sort((a, b) => a - b);
  const nodes = [];
  for (let i = 0; i + 1 < points.length; i++) {
    const [from, to] = [points[i], points[i + 1]];
    // Not as text of the document, so that places in it can be counted.
    if (breaks.has(from)) nodes.push(el('span', { class: 'page-number', id: `page-${breaks.get(from)}`, 'data-label': texts.pageOf(breaks.get(from)) }));
    let node = text.slice(from, to);
    for (const each of layers) {
      while (each.next < each.spans.length && each.spans[each.next].end <= from) each.next++;
      const span = each.spans[each.next];
      if (span && span.start <= from) node = span.wrap(node, span.start === from);
    }
    nodes.push(node);
  }
  return nodes;
}

function facts(report, text, state) {
  const rows = [];
  const row = (key, shown) => {
    const why = report.evidence[key];
    rows.push(el('dt', {}, texts.factNames[key]), el('dd', {}, shown, why ? evidence(why, report[key]) : null));
  };
  if (report.outlet) row('outlet', el('bdi', {}, report.outlet));
  if (report.date) row('date', texts.date(report.date));
  if (report.captured) row('captured', texts.moment(report.captured));
  if (report.authors.length) row('authors', el('bdi', {}, report.authors.join(', ')));
  if (report.dateline) row('dateline', el('bdi', {}, report.dateline));
  if (report.symbol) row('symbol', el('bdi', {}, report.symbol));
  if (report.language) row('language', texts.language(report.language));
  if (report.url) row('url', outside(report.url));
  const plain = (name, value, properties) => rows.push(el('dt', {}, name), el('dd', properties ?? {}, el('bdi', {}, value)));
  plain(texts.source, report.source.path, { class: 'path' });
  if (report.source.part) plain(texts.part, report.source.part, { class: 'path' });
  plain(texts.fingerprint, report.source.sha256, { class: 'path' });
  return section({ class: 'facts' }, texts.facts,
    el('dl', {}, rows),
    el('p', { class: 'actions' },
      el('a', { class: 'button', href: sourceAddress(report.id), download: '' }, texts.download),
      citing(report, text, state)));
}

/* The words that a fact rests on, unless they are no more than the fact itself. */
function evidence(why, value) {
  const title = texts.rule(why.rule, why.confidence);
  const same = !why.text || String(value) === why.text;
  return el('span', { class: 'evidence', title }, same ? texts.ruleName(why.rule) : el('bdi', {}, texts.evidence(why.text)));
}

/* Copies what a footnote needs; with words selected, also these and where they stand. */
function citing(report, text, state) {
  const button = el('button', { type: 'button' }, texts.cite);
  const chosen = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const start = offsetOf(range.startContainer, range.startOffset);
    const end = offsetOf(range.endContainer, range.endOffset);
    if (start === null || end === null || start >= end) return null;
    const words = report.text.slice(start, end);
    const from = start + words.length - words.trimStart().length;
    return words.trim() ? { start: from, end: from + words.trim().length } : null;
  };
  const relabel = () => {
    if (!text.isConnected) document.removeEventListener('selectionchange', relabel);
    else button.textContent = chosen() ? texts.citeSelection : texts.cite;
  };
  document.addEventListener('selectionchange', relabel);
  // The click would otherwise take the selection away.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', async () => {
    const span = chosen();
    const link = new URL(address(opened(unfiltered(state, { q: '', spelling: '', 'order-by': '', collapse: '', map: '' }), 'report', report.id, { at: span ? `${span.start}-${span.end}` : '' })), location.origin);
    await navigator.clipboard.writeText(texts.reference(report, span && report.text.slice(span.start, span.end), span, link.href, new Date()));
    button.textContent = texts.copied;
    document.getElementById('live').textContent = texts.copied;
  });
  return button;
}

/* How far into the text of the report a place in the document is. */
function offsetOf(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest('p[data-start]');
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + before.toString().length;
}

/* Selects and shows the words that a permalink points to. */
function showCited(text, at) {
  const span = at.match(/^(\d+)-(\d+)$/);
  if (!span) return;
  const range = document.createRange();
  const [from, to] = [placeOf(text, Number(span[1]), false), placeOf(text, Number(span[2]), true)];
  if (!from || !to) return;
  range.setStart(...from);
  range.setEnd(...to);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  if (globalThis.Highlight) CSS.highlights.set('cited', new Highlight(range));
  range.startContainer.parentElement.scrollIntoView({ block: 'center' });
}

function placeOf(text, offset, atEnd) {
  const paragraph = [...text.querySelectorAll('p')].findLast((p) => Number(p.dataset.start) < offset || (!atEnd && Number(p.dataset.start) === offset));
  if (!paragraph) return null;
  let left = offset - Number(paragraph.dataset.start);
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left < node.length || (atEnd && left === node.length)) return [node, left];
    left -= node.length;
    last = node;
  }
  return last && [last, last.length];
}

/* Headings of a long text, and its pages: short lines that are no sentences and stand before a paragraph. */
function outline(report, text) {
  const all = [...text.querySelectorAll('p')];
  const isHeading = (p) => p.textContent.length < 90 && /\p{L}/u.test(p.textContent) && !/[.!?,;:。؟।”"»]$/.test(p.textContent.trim());
  const headings = report.text.length < LONG ? [] : all.filter((p, i) => isHeading(p) && all[i + 1]?.textContent.length > 120);
  const pages = [...text.querySelectorAll('.page-number')];
  if (headings.length < 2 && pages.length < 2) return null;
  headings.forEach((p) => p.classList.add('heading'));
  const to = (node, label) => el('button', { type: 'button', class: 'linkish', click: () => node.scrollIntoView({ block: 'start' }) }, label);
  return section({ class: 'outline' }, texts.outline,
    headings.length > 1 ? el('ul', {}, headings.map((p) => el('li', {}, to(p, el('bdi', {}, p.textContent))))) : null,
    pages.length > 1 ? el('p', { class: 'page-list' }, `${texts.pages} `, pages.map((page, i) => to(page, texts.count(i + 1)))) : null);
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
      el('h2', {}, texts.kinds[list], marking(text, kind)),
      el('ul', {}, sorted.map((entity) => el('li', {},
        entity.mentions.length
          ? el('button', { type: 'button', class: 'linkish', title: texts.jump(entity.name, entity.mentions.length), click: () => jump(text, entity.id) },
            el('bdi', {}, entity.name), el('span', { class: 'count' }, texts.count(entity.mentions.length)))
          : el('span', {}, el('bdi', {}, entity.name), el('span', { class: 'faint' }, ` ${texts.onlyInTitle}`)),
        link(opened(state, 'entity', entity.id), go, { class: 'seek', title: texts.about(entity.name), 'aria-label': texts.about(entity.name) }, '→')))));
  });
}

/* Shows the marks of one kind in the text, or not. */
function marking(text, kind) {
  return el('label', { class: 'toggle' },
    el('input', { type: 'checkbox', checked: true, change: (event) => text.classList.toggle(`hide-${kind}`, !event.target.checked) }),
    texts.mark);
}

/* What each says, in the order of the text. */
function quotes(report, text, state, go) {
  if (!report.quotes.length) return null;
  return el('section', { class: 'quotes' },
    el('h2', {}, texts.quotes, marking(text, 'said')),
    el('ul', {}, report.quotes.map((quote) => el('li', {},
      el('p', { class: 'who' },
        speakerOf(quote, state, go), ' ', stanceOf(quote)),
      el('button', { type: 'button', class: 'linkish', title: texts.toText, dir: 'auto', click: () => showAt(text, quote.start) }, quote.text)))));
}

/* Rights issues or instruments of law, each with the words that show it. */
function subjects(kind, title, list, text, state, go) {
  if (!list?.length) return null;
  const byId = Map.groupBy(list, (subject) => subject.id);
  return section({ class: 'topics' }, title,
    el('dl', {}, [...byId].flatMap(([id, mentions]) => [
      el('dt', {}, link(alone(state, '', { [kind]: [id] }), go, {}, instruments.get(id) ?? texts.topic(id))),
      el('dd', {}, [...new Map(mentions.map((mention) => [mention.trigger.toLowerCase(), mention])).values()].map((mention) =>
        el('button', { type: 'button', class: 'linkish', title: texts.toText, click: () => showAt(text, mention.start) }, el('bdi', {}, mention.trigger)))),
    ])));
}

/* The way to another report, with its outlet and its date. */
function beside(other, state, go) {
  return [link(opened(state, 'report', other.id), go, {}, el('bdi', {}, other.title ?? other.id)),
    el('span', { class: 'faint' }, ` ${[other.outlet, other.date && texts.date(other.date)].filter(Boolean).join(', ')}`)];
}

/* Reports that stand in a list beside this one. */
function others(list, title, state, go, last) {
  if (!list?.length) return null;
  return section({ class: 'others' }, title,
    el('ul', {}, list.map((other) => el('li', {}, beside(other, state, go)))),
    last);
}

/* What shares most with this report, and what it shares; the reader need not wait for it. */
async function showRelated(node, report, state, go, signal) {
  let list;
  try {
    list = (await fetchRelated(report.id, signal)).related;
  } catch {
    // The report can be read without.
    return;
  }
  const told = new Set([report.id, ...(report.story ?? []).map((other) => other.id)]);
  const items = list.filter((other) => !told.has(other.id)).slice(0, RELATED).map((other) => el('li', {},
    beside(other, state, go),
    el('span', { class: 'evidence' }, [...other.shared.entities.map((entity) => entity.name), ...other.shared.topics.map((topic) => texts.topic(topic.id)), ...other.shared.terms].slice(0, 5).join(' · ')),
    link(opened(state, 'compare', `${report.id},${other.id}`), go, { class: 'linkish' }, texts.compare)));
  if (items.length) replace(node, section({ class: 'others' }, texts.related, el('ul', {}, items)));
}

function copies(report, state, go) {
  return others(report.duplicates, texts.copies, state, go, report.duplicates?.length
    ? link(opened(state, 'compare', [report.id, ...report.duplicates.map((copy) => copy.id)].slice(0, 4).join()), go, { class: 'button' }, texts.compare) : null);
}

function story(report, state, go) {
  return others(report.story, texts.story, state, go, link(opened(state, 'story', report.id), go, { class: 'button' }, texts.sideBySide));
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
