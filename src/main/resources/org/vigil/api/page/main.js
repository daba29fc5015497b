/* Wires the page: the address says what to show, everything a reader does changes the address. */

import { address, changed, opened, read, unfiltered, viewOf } from './address.js';
import { Refusal, inWords } from './api.js';
import { drawCompare, drawStory } from './compare.js';
import { drawDesk } from './desk.js';
import { el, isPlain, replace } from './dom.js';
import { drawEntity } from './entity.js';
import { drawEvents } from './events.js';
import { openHelp as showHelp } from './help.js';
import { forgetList, isListed, showList } from './listing.js';
import { drawQuotes } from './quotes.js';
import { drawReading } from './reading.js';
import { drawChips } from './results.js';
import { suggestIn } from './suggest.js';
import { LANGUAGES, speak, texts } from './texts.js';

const PAUSE = 150;

/* Each draws into a node what a state asks for and answers with its title and its keys. */
const DRAW = { report: drawReading, entity: drawEntity, story: drawStory, compare: drawCompare, quotes: drawQuotes, events: drawEvents, desk: drawDesk };

/* The views that what is typed narrows. */
const SEARCHED = ['quotes', 'events'];

const by = (id) => document.getElementById(id);
const box = by('q');
let state = read(location.search);
let running = new AbortController();
let keys = {};
let listScroll = 0;
let lastOpened = '';
let cameFromList = false;

/** Shows another state and remembers it in the history, or in place of the present entry. */
function go(next, { inPlace = false } = {}) {
  const [before, after] = [viewOf(state), viewOf(next)];
  if (before === 'list' && after !== 'list') {
    listScroll = scrollY;
    lastOpened = document.activeElement?.dataset.key ?? '';
  }
  cameFromList = before === 'list' && after !== 'list';
  const here = address(next);
  if (here !== location.pathname + location.search) {
    if (inPlace) history.replaceState(null, '', here);
    else history.pushState(null, '', here);
  }
  const turned = next.page !== state.page;
  state = next;
  if (after !== 'list') document.body.classList.remove('facets-open');
  show().then(() => {
    if (turned && after === 'list') scrollTo(0, 0);
  });
}

async function show() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  if (document.activeElement !== box) box.value = state.q;
  document.body.classList.add('busy');
  try {
    if (viewOf(state) === 'list') await list(signal);
    else await view(signal);
  } catch (error) {
    if (error.name === 'AbortError') return;
    showError(error);
  } finally {
    if (!signal.aborted) document.body.classList.remove('busy');
  }
}

function reveal(name) {
  by('browse').hidden = name !== 'browse';
  by('view').hidden = name !== 'view';
}

async function list(signal) {
  const returning = by('browse').hidden;
  reveal('browse');
  keys = {};
  document.title = state.q.trim() ? `${state.q} – Vigil` : 'Vigil';
  if (returning && isListed(state)) {
    scrollTo(0, listScroll);
    if (lastOpened) document.querySelector(`[data-key="${CSS.escape(lastOpened)}"]`)?.focus({ preventScroll: true });
    return;
  }
  const total = await showList(state, go, openHelp, signal);
  by('live').textContent = texts.reports(total);
}

async function view(signal) {
  const name = viewOf(state);
  const drawn = await DRAW[name === 'view' ? state.view : name]?.(state, go, signal) ?? missing();
  reveal('view');
  by('view').className = `view-${name === 'view' ? state.view : name}`;
  document.title = `${drawn.title} – Vigil`;
  keys = drawn.keys ?? {};
  replace(by('view'),
    el('div', { class: 'bar-top' },
      el('a', { href: address(home()), class: 'button', click: (event) => { if (isPlain(event)) { event.preventDefault(); back(); } } }, `← ${texts.back}`),
      drawn.tools ?? null),
    drawn.nodes);
  // While the reader types, what he types in keeps the keyboard.
  if (document.activeElement === box) return;
  scrollTo(0, 0);
  by('view').querySelector('h1')?.focus({ preventScroll: true });
  drawn.after?.();
}

function missing() {
  return { title: texts.problem, nodes: [el('div', { class: 'notice' }, el('h1', { tabindex: '-1' }, texts.noSuchView))] };
}

const openHelp = () => showHelp((words) => {
  box.value = words;
  go(unfiltered(state, { q: words }));
});

const home = () => changed(state, { page: state.page });

function back() {
  if (cameFromList) history.back();
  else go(home());
}

function showError(error) {
  if (!(error instanceof Refusal)) console.error(error);
  const message = el('div', { class: 'notice', role: 'alert' }, el('h1', {}, texts.problem), el('p', {}, inWords(error)),
    el('button', { type: 'button', click: () => { forgetList(); show(); } }, texts.retry));
  forgetList();
  if (viewOf(state) === 'list') {
    for (const id of ['histogram', 'results', 'pages', 'facets']) replace(by(id));
    replace(by('summary'), message, drawChips(state, new Map(), go));
  } else {
    reveal('view');
    keys = {};
    replace(by('view'), el('a', { href: address(home()), class: 'button', click: (event) => { event.preventDefault(); back(); } }, `← ${texts.back}`), message);
  }
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
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || document.querySelector('dialog[open]')) return;
  const typing = event.target.matches('input:not([type=checkbox], [type=radio]), select, textarea');
  const listing = viewOf(state) === 'list';
  if (event.key === 'Escape') {
    if (typing) event.target.blur();
    else if (document.body.classList.contains('facets-open')) document.body.classList.remove('facets-open');
    else if (!listing) back();
    return;
  }
  if (event.target === box && event.key === 'ArrowDown' && listing) {
    event.preventDefault();
    along(1);
    return;
  }
  if (typing) return;
  const here = listing ? { ArrowDown: () => along(1), ArrowUp: () => along(-1), j: () => along(1), k: () => along(-1) } : keys;
  const act = { '/': () => box.select(), '?': openHelp, ...here }[event.key];
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

/* The words that stand in the page before a script runs, and the way to another language. */
function language() {
  document.documentElement.lang = texts.locale;
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = texts[node.dataset.text];
  for (const name of ['placeholder', 'title', 'aria-label']) {
    for (const node of document.querySelectorAll(`[data-${name}]`)) node.setAttribute(name, texts[node.getAttribute(`data-${name}`)]);
  }
  const other = Object.keys(LANGUAGES).find((code) => code !== texts.locale);
  replace(by('language'), other.toUpperCase());
  for (const [name, value] of Object.entries({ lang: other, title: LANGUAGES[other], 'aria-label': `${other.toUpperCase()}: ${LANGUAGES[other]}` })) by('language').setAttribute(name, value);
  by('language').addEventListener('click', () => speak(other));
}

const closeSuggestions = suggestIn(box, () => state, go);
let pause = 0;
box.addEventListener('input', () => {
  clearTimeout(pause);
  // The first letter of a new search gets an entry in the history, the rest replaces it.
  pause = setTimeout(() => {
    if (box.value === state.q) return;
    // Who searches quotations or events goes on to search them.
    if (SEARCHED.includes(state.view)) go({ ...state, q: box.value, page: '' }, { inPlace: true });
    else go(changed(state, { q: box.value }), { inPlace: viewOf(state) === 'list' && Boolean(state.q) && Boolean(box.value) });
  }, PAUSE);
});
by('search').addEventListener('submit', (event) => {
  event.preventDefault();
  clearTimeout(pause);
  closeSuggestions();
  forgetList();
  go(SEARCHED.includes(state.view) ? { ...state, q: box.value, page: '' } : changed(state, { q: box.value }));
});
for (const anchor of document.querySelectorAll('.top a[href^="/"]')) {
  anchor.addEventListener('click', (event) => {
    if (!isPlain(event)) return;
    event.preventDefault();
    const target = read(new URL(anchor.href).search);
    if (viewOf(target) === 'list') box.value = '';
    go(viewOf(target) === 'list' ? target : opened(state, 'view', target.view));
  });
}
by('help-open').addEventListener('click', openHelp);
document.addEventListener('keydown', onKey);
addEventListener('popstate', () => {
  state = read(location.search);
  box.value = state.q;
  cameFromList = false;
  show();
});
history.scrollRestoration = 'manual';
theme();
language();
show();
