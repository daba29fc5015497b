/* The list of hits with what stands above and below it. */

import { inWords, saveAlert } from './api.js';
import { dot, el, isPlain, joined, marked, replace } from './dom.js';
import { address, changed, exportAddress, feedAddress, isFiltered, opened, savedSearch, unfiltered, withFilter } from './address.js';
import { fallbackLabel, texts } from './texts.js';

const CHIPS = 4;
const FORMATS = { csv: 'CSV', jsonl: 'JSON Lines', ninjs: 'ninjs' };

/** A link within the page: a plain click changes the state, every other does what links do. */
export function link(state, go, properties, ...children) {
  return el('a', {
    ...properties,
    href: address(state),
    click: (event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      go(state);
    },
  }, ...children);
}

export function drawSummary(node, answer, state, labels, go) {
  const { query } = answer;
  const words = Object.entries(query.variants).filter(([, others]) => others.length);
  replace(node,
    el('div', { class: 'line' },
      el('h1', { class: 'total' }, texts.reports(answer.total), el('span', { class: 'faint' }, ` · ${texts.took(answer.tookMillis)}`)),
      state.q.trim() || isFiltered(state) ? saving(state, labels, go) : null,
      el('button', { type: 'button', class: 'show-facets', 'data-key': 'show-facets', click: openFacets }, texts.filters),
      el('div', { class: 'choices' },
        choice('spelling', texts.spelling, texts.spellings, state.spelling || 'variants', (value) => go(changed(state, { spelling: value === 'variants' ? '' : value }))),
        el('label', { title: texts.contestedHelp },
          el('input', { type: 'checkbox', checked: state.contested === 'true', 'data-key': 'contested', change: (event) => go(changed(state, { contested: event.target.checked ? 'true' : '' })) }), texts.contested),
        choice('collapse', texts.collapse, texts.collapses, state.collapse || 'none', (value) => go(changed(state, { collapse: value === 'none' ? '' : value }))),
        choice('order-by', texts.sort, texts.orders, state['order-by'] || (state.q.trim() ? 'relevance' : 'newest'), (value) => go(changed(state, { 'order-by': value }))))),
    drawChips(state, labels, go),
    about(state, labels, go),
    words.length
      ? el('p', { class: 'note' }, `${texts.alsoSearched} `,
        words.flatMap(([, others]) => others).slice(0, 12).flatMap((word, i) => [i ? ', ' : '', el('bdi', { class: 'word' }, word)]))
      : null,
    ...Object.values(query.contested ?? {}).map((set) => el('p', { class: 'note' }, `${texts.contestedNote}: `,
      joined(set.terms.slice(0, 12).map((term) => el('bdi', { class: 'word' }, term)), () => ', '), '. ', el('span', { class: 'evidence' }, `${set.note} (${set.source})`))),
    query.escaped ? el('p', { class: 'note' }, texts.escaped) : null,
    query.suggestion
      ? el('p', { class: 'note suggestion' }, `${texts.didYouMean} `, link(changed(state, { q: query.suggestion }), go, {}, el('bdi', {}, query.suggestion)), '?')
      : null);
}

/* The page of what the hits are narrowed to. */
function about(state, labels, go) {
  const chosen = ['person', 'place', 'organisation', 'group'].flatMap((kind) => (state.filters[kind] ?? []).filter((id) => !id.startsWith('-')).map((id) => [kind, id]));
  return chosen.length
    ? el('p', { class: 'note' }, joined(chosen.map(([kind, id]) => {
      const name = labels.get(`${kind} ${id}`) ?? fallbackLabel(kind, id);
      return link(opened(state, 'entity', id), go, {}, el('bdi', {}, texts.about(name)), ' →');
    }), () => ' · '))
    : null;
}

/* A button that asks for a name and saves the search. */
function saving(state, labels, go) {
  const values = Object.entries(state.filters).flatMap(([name, list]) => list.map((value) => {
    const id = value.replace(/^-/, '');
    const text = labels.get(`${name} ${id}`) ?? fallbackLabel(name, id);
    return id === value ? text : texts.not(text);
  }));
  const whole = [state.q.trim(), ...values, [state['from-date'], state['to-date']].filter(Boolean).join(' – ')].filter(Boolean).join(', ');
  const place = el('span', { class: 'saving' });
  const button = el('button', { type: 'button', class: 'quiet', 'data-key': 'save', click: () => {
    const field = el('input', { name: 'name', value: whole.slice(0, 200), required: true, maxlength: 200, 'aria-label': texts.nameOfSearch, dir: 'auto' });
    const form = el('form', { submit: async (event) => {
      event.preventDefault();
      try {
        await saveAlert(field.value.trim(), savedSearch(state));
        replace(place, el('span', { role: 'status' }, `${texts.saved} `, link(opened(state, 'view', 'desk'), go, {}, texts.desk)));
      } catch (error) {
        form.after(el('span', { role: 'alert', class: 'bad' }, inWords(error)));
      }
    } }, field, el('button', { type: 'submit' }, texts.save));
    replace(place, form);
    field.select();
  } }, texts.saveSearch);
  place.append(button);
  return place;
}

function openFacets() {
  document.body.classList.add('facets-open');
  scrollTo(0, 0);
}

function choice(name, title, options, chosen, choose) {
  return el('label', {}, el('span', {}, title),
    el('select', { name, 'data-key': name, change: (event) => choose(event.target.value) },
      Object.entries(options).map(([value, text]) => el('option', { value, selected: value === chosen }, text))));
}

/** The filters in force, each with a way to take it off. */
export function drawChips(state, labels, go) {
  if (!isFiltered(state)) return null;
  const items = [];
  for (const [name, values] of Object.entries(state.filters)) {
    for (const value of values) {
      const excluded = value.startsWith('-');
      const id = excluded ? value.slice(1) : value;
      const text = labels.get(`${name} ${id}`) ?? fallbackLabel(name, id);
      items.push(chip(texts.chip[name], text, excluded, withFilter(state, name, value, false), go));
    }
  }
  const from = state['from-date'];
  const to = state['to-date'];
  if (from || to) {
    const text = from === to ? from : from && to ? `${from} – ${to}` : from ? texts.since(from) : texts.until(to);
    items.push(chip(texts.chip.date, text, false, changed(state, { 'from-date': '', 'to-date': '' }), go));
  }
  return el('ul', { class: 'chips active', 'aria-label': texts.filters }, items.map((item) => el('li', {}, item)),
    items.length > 1
      ? el('li', {}, link(unfiltered(state), go, { class: 'quiet' }, texts.clearAll))
      : null);
}

function chip(kind, text, excluded, without, go) {
  const whole = excluded ? texts.not(text) : text;
  return el('button', {
    type: 'button', class: `chip ${excluded ? 'excluded' : ''}`, 'data-key': `chip ${kind} ${whole}`,
    'aria-label': texts.remove(`${kind}: ${whole}`), title: texts.remove(whole), click: () => go(without),
  }, el('span', { class: 'kind' }, kind), el('bdi', {}, whole), el('span', { class: 'x', 'aria-hidden': 'true' }, '×'));
}

export function drawResults(node, answer, state, go, openHelp) {
  if (!answer.results.length) {
    replace(node, el('li', { class: 'empty' }, nothing(answer, state, go, openHelp)));
    return;
  }
  replace(node, answer.results.map((hit) => result(hit, state, go)));
}

export function result(hit, state, go) {
  const inTitle = hit.snippets.find((s) => s.field === 'title' && s.start === 0 && s.end === hit.title?.length);
  const facts = [
    hit.outlet ? el('bdi', { class: 'outlet' }, hit.outlet) : el('span', { class: 'faint' }, texts.noOutlet),
    hit.date ? el('time', { datetime: hit.date }, texts.date(hit.date)) : el('span', { class: 'faint' }, texts.noDate),
    hit.language && hit.language !== 'en' ? texts.language(hit.language) : null,
    hit.authors.length ? el('bdi', {}, texts.by(hit.authors.join(', '))) : null,
    hit.duplicates ? texts.copyCount(hit.duplicates) : null,
  ].filter(Boolean);
  const name = hit.source.path.split('/').at(-1);
  return el('li', { class: 'hit', lang: hit.language ?? null },
    el('article', {},
      el('p', { class: 'meta', lang: texts.locale }, joined(facts, dot)),
      el('h2', { dir: 'auto' }, link(opened(state, 'report', hit.id), go, { 'data-key': `hit ${hit.id}`, class: 'title' },
        inTitle ? marked(inTitle.text) : hit.title ?? hit.source.part ?? name ?? texts.untitled)),
      hit.snippets.filter((s) => s.field === 'text').map((s) => el('p', { class: 'snippet', dir: 'auto' }, s.start > 0 ? '… ' : null, marked(s.text), /[.!?؟。”»"]$/.test(s.text) ? null : ' …')),
      entities(hit, state, go),
      more(hit, state, go)));
}

/* What else can be done with a hit. */
function more(hit, state, go) {
  const picked = state.pick === hit.id;
  return el('p', { class: 'more', lang: texts.locale },
    hit.story ? link(opened(state, 'story', hit.story), go, { 'data-key': `story ${hit.id}` }, texts.sameEvent) : null,
    state.pick && !picked
      ? link(opened(state, 'compare', `${state.pick},${hit.id}`), go, { 'data-key': `compare ${hit.id}` }, texts.compareWith)
      : el('button', { type: 'button', class: 'linkish', 'aria-pressed': String(picked), 'data-key': `pick ${hit.id}`, click: () => go({ ...state, pick: picked ? '' : hit.id }, { inPlace: true }) },
        picked ? texts.picked : texts.compare));
}

function entities(hit, state, go) {
  const of = (list, kind) => list.slice(0, CHIPS).map((entity) => {
    const chosen = state.filters[kind]?.includes(entity.id);
    return el('li', {}, el('button', {
      type: 'button', class: `chip small ${kind} ${chosen ? 'chosen' : ''}`, title: texts.filterBy(entity.name),
      'data-key': `in ${hit.id} ${entity.id}`, 'aria-pressed': String(Boolean(chosen)),
      click: () => go(withFilter(state, kind, entity.id, !chosen)),
    }, el('bdi', {}, entity.name)));
  });
  const items = [...of(hit.people, 'person'), ...of(hit.places, 'place')];
  return items.length ? el('ul', { class: 'chips', lang: texts.locale }, items) : null;
}

function nothing(answer, state, go, openHelp) {
  if (!state.q.trim() && !isFiltered(state)) {
    return [el('p', { class: 'lead' }, texts.nothingIndexed), el('p', {}, texts.nothingIndexedHelp)];
  }
  const ways = [];
  if (isFiltered(state)) ways.push(link(unfiltered(state), go, {}, texts.tryClear));
  if (state.spelling) ways.push(link(changed(state, { spelling: '' }), go, {}, texts.tryVariants));
  if (state.q.trim()) ways.push(texts.tryFewerWords);
  ways.push(el('button', { type: 'button', class: 'linkish', click: openHelp }, texts.tryHelp));
  return [el('p', { class: 'lead' }, texts.nothing), el('p', {}, texts.tryThese), el('ul', { class: 'ways' }, ways.map((way) => el('li', {}, way)))];
}

/** Turns the pages of an answer; to makes the state of a page. */
export function turns(answer, to, go) {
  const pages = Math.ceil(Math.min(answer.total, 10000) / answer.pageSize);
  if (pages < 2 && answer.page < 2) return null;
  const turn = (page, text, rel) => link(to(page === 1 ? '' : String(page)), go, { rel, class: 'button', 'data-key': rel }, text);
  return el('nav', { class: 'pages', 'aria-label': texts.page(answer.page, pages) },
    answer.page > 1 ? turn(answer.page - 1, `← ${texts.previous}`, 'prev') : el('span'),
    el('span', { class: 'faint' }, texts.page(answer.page, pages)),
    answer.page < pages ? turn(answer.page + 1, `${texts.next} →`, 'next') : el('span'));
}

export function drawPages(node, answer, state, go) {
  const save = (format, text) => el('a', { href: exportAddress(state, format), download: '' }, text);
  replace(node,
    turns(answer, (page) => ({ ...state, page }), go),
    answer.total
      ? el('p', { class: 'note save' }, texts.saveAll(answer.total), ' ',
        joined(Object.entries(FORMATS).map(([format, text]) => save(format, text)), () => ' · '),
        ' · ', el('a', { href: feedAddress(state) }, texts.feed))
      : null);
}
