/* Wires the page: the address says what to show, everything a reader does changes the address. */

import { address, changed, read, searchParameters } from './address.js';
import { Refusal, report as fetchReport, search } from './api.js';
import { el, replace } from './dom.js';
import { COUNTED, FACET_SIZE, drawFacets, remember } from './facets.js';
import { drawHistogram } from './histogram.js';
import { drawReport } from './reading.js';
import { drawChips, drawPages, drawResults, drawSummary } from './results.js';
import { texts } from './texts.js';

const WIDE_FACET = 200;
const PAUSE = 180;

const by = (id) => document.getElementById(id);
const box = by('q');
const labels = new Map();
const wide = new Set();
let state = read(location.search);
let listed = null;
let answer = null;
let running = new AbortController();
let stepHit = () => {};
let listScroll = 0;
let lastRead = '';
let cameFromList = false;

/** Shows another state and remembers it in the history, or in place of the present entry. */
function go(next, { inPlace = false } = {}) {
  if (!state.report && next.report) listScroll = scrollY;
  cameFromList = Boolean(!state.report && next.report);
  const here = address(next);
  if (here !== location.pathname + location.search) {
    if (inPlace) history.replaceState(null, '', here);
    else history.pushState(null, '', here);
  }
  const turned = next.page !== state.page;
  state = next;
  if (state.report) document.body.classList.remove('facets-open');
  show().then(() => {
    if (turned && !state.report) scrollTo(0, 0);
  });
}

async function show() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  if (document.activeElement !== box) box.value = state.q;
  document.body.classList.add('busy');
  try {
    if (state.report) await showReport(signal);
    else await showList(signal);
  } catch (error) {
    if (error.name === 'AbortError') return;
    showError(error);
  } finally {
    if (!signal.aborted) document.body.classList.remove('busy');
  }
}

async function showList(signal) {
  const wasReading = by('browse').hidden;
  by('reading').hidden = true;
  by('browse').hidden = false;
  document.title = state.q.trim() ? `${state.q} – Vigil` : 'Vigil';
  const key = address(state);
  if (listed === key) {
    if (wasReading) {
      scrollTo(0, listScroll);
      document.querySelector(`[data-key="hit ${CSS.escape(lastRead)}"]`)?.focus({ preventScroll: true });
    }
    return;
  }
  const parameters = searchParameters(state);
  parameters.set('facets', [...COUNTED, 'date'].join());
  parameters.set('facet-size', FACET_SIZE);
  const [found, ...more] = await Promise.all([search(parameters, signal), ...[...wide].map((name) => widened(name, signal))]);
  more.forEach((facets) => Object.assign(found.facets, facets));
  answer = found;
  listed = key;
  remember(labels, answer);
  draw();
  by('live').textContent = texts.reports(answer.total);
}

function draw() {
  drawSummary(by('summary'), answer, state, labels, go);
  drawFacets(by('facets'), answer, state, wide, go, widen);
  drawHistogram(by('histogram'), answer.facets.date, state, go);
  drawResults(by('results'), answer, state, go, openHelp);
  drawPages(by('pages'), answer, state, go);
}

async function widened(name, signal) {
  const parameters = searchParameters(state);
  parameters.set('facets', name);
  parameters.set('facet-size', WIDE_FACET);
  parameters.set('page-size', 1);
  parameters.set('highlight', 'false');
  parameters.delete('page');
  return (await search(parameters, signal)).facets;
}

function widen(name, on) {
  if (on) wide.add(name);
  else wide.delete(name);
  listed = null;
  show();
}

async function showReport(signal) {
  lastRead = state.report;
  const report = await fetchReport(state.report, state.q, state.spelling, signal);
  by('browse').hidden = true;
  by('reading').hidden = false;
  document.title = `${report.title ?? texts.untitled} – Vigil`;
  stepHit = drawReport(by('reading'), report, state, go, back);
  scrollTo(0, 0);
  by('reading').querySelector('h1').focus({ preventScroll: true });
}

function back() {
  if (cameFromList) history.back();
  else go(changed(state, { page: state.page }));
}

function showError(error) {
  if (!(error instanceof Refusal)) console.error(error);
  const message = el('div', { class: 'notice', role: 'alert' }, el('h1', {}, texts.problem), el('p', {}, error instanceof Refusal ? error.message : texts.broken),
    el('button', { type: 'button', click: () => { listed = null; show(); } }, texts.retry));
  listed = null;
  if (state.report) {
    by('browse').hidden = true;
    by('reading').hidden = false;
    replace(by('reading'), el('a', { href: '/', class: 'button', click: (event) => { event.preventDefault(); back(); } }, `← ${texts.back}`), message);
  } else {
    for (const id of ['histogram', 'results', 'pages', 'facets']) replace(by(id));
    replace(by('summary'), message, drawChips(state, labels, go));
  }
}

function openHelp() {
  const rows = (pairs) => pairs.map(([what, why]) => el('tr', {}, el('th', { scope: 'row' }, el('code', {}, what)), el('td', {}, why)));
  const help = by('help');
  replace(help,
    el('form', { method: 'dialog' }, el('h2', { id: 'help-title' }, texts.helpTitle), el('button', { 'aria-label': texts.close, title: texts.close }, '×')),
    el('table', {}, el('tbody', {}, rows(texts.help))),
    el('p', {}, texts.helpNote),
    el('h3', {}, texts.keysTitle),
    el('table', { class: 'keys' }, el('tbody', {}, rows(texts.keys))),
    el('p', {}, el('a', { href: '/docs' }, texts.api)));
  if (!help.open) help.showModal();
}

function along(step) {
  const links = [...document.querySelectorAll('#results a.title')];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement?.closest('.hit')?.querySelector('a.title'));
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : at + step;
  if (next < 0) box.focus();
  else if (next < links.length) {
    links[next].focus();
    links[next].closest('.hit').scrollIntoView({ block: 'nearest' });
  }
}

function onKey(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || by('help').open) return;
  const typing = event.target.matches('input:not([type=checkbox]), select, textarea');
  const reading = Boolean(state.report);
  if (event.key === 'Escape') {
    if (typing) event.target.blur();
    else if (document.body.classList.contains('facets-open')) document.body.classList.remove('facets-open');
    else if (reading) back();
    return;
  }
  if (event.target === box && event.key === 'ArrowDown' && !reading) {
    event.preventDefault();
    along(1);
    return;
  }
  if (typing) return;
  const keys = reading
    ? { n: () => stepHit(1), p: () => stepHit(-1) }
    : { ArrowDown: () => along(1), ArrowUp: () => along(-1), j: () => along(1), k: () => along(-1) };
  const act = { '/': () => box.select(), '?': openHelp, ...keys }[event.key];
  if (act && !(event.target.matches('input') && event.key.startsWith('Arrow'))) {
    event.preventDefault();
    act();
  }
}

/* Light or dark: as the system has it until the reader says otherwise. */
function theme() {
  const root = document.documentElement;
  const kept = localStorage.getItem('theme');
  if (kept) root.dataset.theme = kept;
  by('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
  });
}

let pause = 0;
box.addEventListener('input', () => {
  clearTimeout(pause);
  // The first letter of a new search gets an entry in the history, the rest replaces it.
  pause = setTimeout(() => {
    if (box.value !== state.q) go(changed(state, { q: box.value }), { inPlace: !state.report && Boolean(state.q) && Boolean(box.value) });
  }, PAUSE);
});
by('search').addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  listed = null;
  go(changed(state, { q: box.value }));
});
by('home').addEventListener('click', (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  box.value = '';
  go(read(''));
});
by('help-open').addEventListener('click', openHelp);
by('help').addEventListener('click', (event) => {
  if (event.target === by('help')) by('help').close();
});
document.addEventListener('keydown', onKey);
addEventListener('popstate', () => {
  state = read(location.search);
  box.value = state.q;
  cameFromList = false;
  show();
});
history.scrollRestoration = 'manual';
theme();
show();
