/* One person, place, organisation or group: its names, when and where reports name it, and beside whom. */

import { alone, opened, searchParameters } from './address.js';
import { decide, entity as fetchEntity, inWords, may, names, search, status as fetchStatus } from './api.js';
import { combobox } from './combobox.js';
import { el, section, svg } from './dom.js';
import { drawBars, name as dayName } from './histogram.js';
import { result, link } from './results.js';
import { texts } from './texts.js';

const LATEST = 6;
const AROUND = 14;
/* So few need no drawing. */
const FEW = 3;
const SIZE = 420;

export async function drawEntity(state, go, signal) {
  const entity = await fetchEntity(state.entity, signal);
  const hits = alone(state, '', { [entity.kind]: [entity.id] });
  const parameters = searchParameters({ ...hits, 'order-by': 'newest' });
  parameters.set('page-size', LATEST);
  const [found, now] = await Promise.all([search(parameters, signal), fetchStatus(signal)]);
  const at = (other) => opened(state, 'entity', other.id);
  const companions = Object.values(entity.with).flat().sort((a, b) => b.score - a.score);
  return {
    title: entity.name,
    nodes: [
      el('header', { class: entity.kind },
        el('p', { class: 'meta' }, el('span', { class: 'kind-name' }, texts.chip[entity.kind])),
        el('h1', { dir: 'auto', tabindex: '-1' }, entity.name),
        el('p', {}, link(hits, go, { class: 'button' }, texts.allReports(entity.count)))),
      el('div', { class: 'columns' },
        el('div', {},
          timeline(entity, hits, go),
          section({ class: 'around' }, texts.companions, companions.length
            ? [companions.length < FEW ? null : graph(entity, companions.slice(0, AROUND), at, go), el('div', { class: 'companions' }, Object.entries(entity.with).map(([kind, list]) => companionList(kind, list, at, go)))]
            : el('p', { class: 'faint' }, texts.noCompanions)),
          section({}, texts.latest, el('ol', { class: 'hits' }, found.results.map((hit) => result(hit, hits, go))))),
        el('aside', { 'aria-label': texts.facts },
          section({}, texts.aliases, aliases(entity)),
          why(entity),
          section({}, texts.facets.outlet, entity.outlets.length ? el('ul', { class: 'counts' }, entity.outlets.map((outlet) => el('li', {},
            link(alone(state, '', { [entity.kind]: [entity.id], outlet: [outlet.id] }), go, {}, el('bdi', {}, outlet.id)), el('span', { class: 'count' }, texts.count(outlet.count))))) : null),
          may(now, 'admin') ? curation(entity, state, go) : null)),
    ],
  };
}

function timeline(entity, hits, go) {
  const { buckets, interval, missing } = entity.dates;
  if (buckets.length < 2) return null;
  return section({ class: 'histogram' }, texts.overTime,
    drawBars(entity.dates, (from, to) => go({ ...hits, 'from-date': from, 'to-date': to })),
    el('div', { class: 'under' }, el('span', { class: 'axis' }, dayName(buckets[0].from, interval)),
      el('span', { class: 'faint range' }, missing ? texts.undated(missing) : ''),
      el('span', { class: 'axis' }, dayName(buckets.at(-1).to, interval))));
}

function aliases(entity) {
  const forms = entity.aliases.map((alias) => el('li', {}, el('bdi', {}, alias.form), el('span', { class: 'count' }, texts.count(alias.count))));
  const given = entity.alsoCalled.map((form) => el('li', {}, el('bdi', {}, form), el('span', { class: 'faint' }, texts.givenName)));
  return el('ul', { class: 'counts' }, forms, given);
}

function why(entity) {
  const joins = entity.joins.map((join) => el('li', {}, el('bdi', {}, texts.joined(texts.slug(join.id), texts.slug(join.with))), el('span', { class: 'evidence' }, join.reason)));
  if (!joins.length && !entity.apart) return null;
  return section({ class: 'facts' }, texts.whyOne, joins.length ? el('ul', {}, joins) : null, entity.apart ? el('p', { class: 'evidence' }, entity.apart) : null);
}

/* The entity in the middle, around it whom its reports name too: the closer, the more telling; the thicker the line, the more reports. */
function graph(entity, companions, at, go) {
  const middle = SIZE / 2;
  const most = Math.max(...companions.map((other) => other.together));
  const places = companions.map((other, i) => {
    const angle = (i / companions.length) * 2 * Math.PI - Math.PI / 2;
    const ring = companions.length > 7 && i % 2 ? 0.78 : 1;
    return { other, x: middle * 1.5 + Math.cos(angle) * middle * 1.02 * ring, y: middle + Math.sin(angle) * (middle - 34) * ring };
  });
  const short = (name) => (name.length > 22 ? `${name.slice(0, 21)}…` : name);
  return svg('svg', { class: 'graph', viewBox: `0 0 ${SIZE * 1.5} ${SIZE}`, role: 'group', 'aria-label': texts.companions },
    places.map(({ other, x, y }) => svg('line', { class: other.kind, x1: middle * 1.5, y1: middle, x2: x, y2: y, 'stroke-width': 1 + (5 * other.together) / most })),
    svg('circle', { class: `core ${entity.kind}`, cx: middle * 1.5, cy: middle, r: 9 }),
    svg('text', { class: 'core', x: middle * 1.5, y: middle + 26 }, short(entity.name)),
    places.map(({ other, x, y }) => {
      const node = svg('a', { href: `?entity=${encodeURIComponent(other.id)}`, class: other.kind, 'aria-label': texts.together(other.name, other.together) },
        svg('title', {}, texts.together(other.name, other.together)),
        svg('circle', { class: 'target', cx: x, cy: y, r: 16 }),
        svg('circle', { cx: x, cy: y, r: 4 + (6 * other.together) / most }),
        svg('text', { x, y: y < middle ? y - 14 : y + 22 }, short(other.name)));
      node.addEventListener('click', (event) => {
        event.preventDefault();
        go(at(other));
      });
      return node;
    }));
}

function companionList(kind, list, at, go) {
  if (!list.length) return null;
  return el('div', { class: kind }, el('h3', {}, texts.facets[kind]), el('ul', { class: 'counts' }, list.slice(0, 8).map((other) => el('li', {},
    link(at(other), go, {}, el('bdi', {}, other.name)), el('span', { class: 'count', title: texts.together(other.name, other.together) }, texts.count(other.together))))));
}

/* What people may put right about a name. */
function curation(entity, state, go) {
  const said = el('p', { role: 'status', class: 'note' });
  const carryOut = async (next, ...decisions) => {
    said.textContent = texts.working;
    try {
      await decide(...decisions);
      go(next);
    } catch (error) {
      said.textContent = inWords(error);
    }
  };
  const same = opened(state, 'entity', entity.id);
  const rename = el('form', { submit: (event) => {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    if (name && name !== entity.name) carryOut(same, { action: 'rename', entity: entity.id, name });
  } }, el('label', {}, texts.rename, el('input', { name: 'name', value: entity.name, required: true, maxlength: 300, dir: 'auto' })), el('button', { type: 'submit' }, texts.doRename));

  let other = null;
  const field = el('input', { name: 'other', dir: 'auto', required: true });
  const merge = el('form', { submit: (event) => {
    event.preventDefault();
    if (!other || other.label !== field.value) said.textContent = texts.chooseName;
    else carryOut(same, { action: 'merge', entity: entity.id, other: other.value });
  } }, el('label', {}, texts.mergeWith(entity.name), field), el('button', { type: 'submit' }, texts.doMerge));
  combobox(field, texts.mergeWith(entity.name),
    async (text, signal) => (text.trim() ? (await names(text.trim(), entity.kind, signal)).entities.filter((found) => found.id !== entity.id).slice(0, 8).map((found) => ({ value: found.id, label: found.name, note: texts.count(found.count) })) : []),
    (item) => { other = item; field.value = item.label; });

  const splits = entity.ids.slice(1).map((id) => el('li', {}, el('bdi', {}, texts.slug(id)), el('button', { type: 'button', class: 'linkish', click: () => carryOut(same, { action: 'split', entity: entity.id, other: id }) }, texts.split)));
  const hide = el('button', { type: 'button', click: () => {
    if (hide.dataset.sure) carryOut(alone(state, ''), { action: 'hide', entity: entity.id });
    else {
      hide.dataset.sure = 'yes';
      hide.textContent = texts.sureHide(entity.name);
    }
  } }, texts.hide);
  return el('details', { class: 'curation' }, el('summary', {}, texts.putRight), el('p', { class: 'faint' }, texts.putRightHelp), rename, merge,
    splits.length ? el('ul', { class: 'counts' }, splits) : null, el('p', {}, hide), said);
}
