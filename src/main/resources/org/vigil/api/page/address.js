/* The state of the page is its address and nothing else. */

export const FILTERS = [
  'outlet', 'person', 'place', 'organisation', 'group', 'language', 'type', 'author', 'topic', 'instrument', 'collection',
];
const SEARCH = ['q', 'from-date', 'to-date', 'order-by', 'spelling', 'contested', 'collapse', 'page'];

/** What can be shown in place of the list of hits, and what belongs to it. */
const VIEWS = ['report', 'entity', 'story', 'compare', 'view'];
const DETAILS = ['at', 'speaker', 'stance', 'map', 'pick'];
const SINGLE = [...SEARCH, ...VIEWS, ...DETAILS];

/** What an address asks for; unknown parts are left out. */
export function read(search) {
  const given = new URLSearchParams(search);
  const state = { filters: {} };
  for (const name of SINGLE) state[name] = given.get(name) ?? '';
  for (const name of FILTERS) {
    const values = [...new Set(given.getAll(name))].filter((value) => value && value !== '-');
    if (values.length) state.filters[name] = values;
  }
  return state;
}

/** What a state shows: one of VIEWS, or the list. */
export function viewOf(state) {
  return VIEWS.find((name) => state[name]) ?? 'list';
}

function parameters(state, names) {
  const out = new URLSearchParams();
  for (const name of names) if (state[name]) out.set(name, state[name]);
  for (const name of FILTERS) {
    for (const value of state.filters[name] ?? []) out.append(name, value);
  }
  return out;
}

/** The address of a state on this page. */
export function address(state) {
  const query = parameters(state, SINGLE).toString();
  return query ? `/?${query}` : '/';
}

/** The same search as parameters of the API. */
export function searchParameters(state) {
  return parameters(state, SEARCH);
}

/** The same search as parameters of the API, to count this one facet and list no hits. */
export function countParameters(state, facet, size) {
  const out = searchParameters({ ...state, page: '' });
  out.set('facets', facet);
  out.set('facet-size', size);
  out.set('page-size', 1);
  out.set('highlight', 'false');
  return out;
}

/** The same search as it is saved. */
export function savedSearch(state) {
  const search = {};
  for (const name of ['q', 'from-date', 'to-date', 'spelling']) if (state[name]) search[name] = state[name];
  return { ...search, ...(state.contested === 'true' ? { contested: true } : {}), ...state.filters };
}

/** Where all hits of a state can be saved from. */
export function exportAddress(state, format) {
  const query = parameters(state, ['q', 'from-date', 'to-date', 'order-by', 'spelling', 'contested']);
  query.set('format', format);
  return `/api/v1/export?${query}`;
}

/** The same search as a feed. */
export function feedAddress(state) {
  return `/api/v1/feed.atom?${parameters(state, ['q', 'from-date', 'to-date', 'spelling', 'contested'])}`;
}

function without(names) {
  return Object.fromEntries(names.map((name) => [name, '']));
}

/** The list of a state with other values; whatever changes the hits starts at the first page. */
export function changed(state, changes) {
  const next = { ...state, page: '', ...without(VIEWS), at: '', speaker: '', stance: '', ...changes };
  next.filters = { ...(changes.filters ?? state.filters) };
  return next;
}

/** The state with something shown in place of the list, to which the reader can come back. */
export function opened(state, view, value, details = {}) {
  return { ...state, ...without(VIEWS), at: '', speaker: '', stance: '', pick: '', [view]: value, ...details };
}

export function withFilter(state, name, value, present) {
  const opposite = value.startsWith('-') ? value.slice(1) : `-${value}`;
  const others = (state.filters[name] ?? []).filter((v) => v !== value && v !== opposite);
  const values = present ? [...others, value] : others;
  const filters = { ...state.filters, [name]: values };
  if (!values.length) delete filters[name];
  return changed(state, { filters });
}

/** The list of a state without filters, and with other values. */
export function unfiltered(state, changes = {}) {
  return changed(state, { filters: {}, 'from-date': '', 'to-date': '', ...changes });
}

/** A search for this and nothing that was asked before. */
export function alone(state, q, filters = {}) {
  return unfiltered(state, { q, filters, map: '', pick: '' });
}

export function isFiltered(state) {
  return Boolean(Object.keys(state.filters).length || state['from-date'] || state['to-date']);
}
