/* Where the hits happened: outlines that come with the page, and the places of the reports, near ones together. */

import { countParameters, withFilter } from './address.js';
import { search } from './api.js';
import { el, replace, svg } from './dom.js';
import { texts } from './texts.js';
import { BORDERS, LAND } from './world.js';

const PLACES = 500;
/* In units of the outlines, 1000 from the middle to the edge. */
const WHOLE = { x: -930, y: -480, width: 1860, height: 800 };
const CLOSEST = 60;
/* How near two places are drawn as one, and the radius of a small dot, in points of the screen. */
const NEAR = 24;
const DOT = 4.5;

const A = [1.340264, -0.081106, 0.000893, 0.003796];

/** The Equal Earth projection, Šavrič, Patterson and Jenny 2018. */
function project(latitude, longitude) {
  const t = Math.asin((Math.sqrt(3) / 2) * Math.sin((latitude * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const x = (2 * Math.sqrt(3) * ((longitude * Math.PI) / 180) * Math.cos(t)) / (3 * (A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)));
  const y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2));
  const edge = (2 * Math.sqrt(3) * Math.PI) / (3 * A[0]);
  return { x: (x / edge) * 1000, y: (-y / edge) * 1000 };
}

/** Draws the map of a state's hits into a node. */
export async function drawMap(node, state, go, signal) {
  const { terms } = (await search(countParameters(state, 'place', PLACES), signal)).facets.place;
  // A country that only contains a place which is named is shown by that place.
  const around = new Set(terms.flatMap((term) => (term.within ?? []).map((id) => `${id} ${term.count}`)));
  const places = terms.filter((term) => term.lat !== undefined && (term.selected || !around.has(`${term.id} ${term.count}`)))
    .map((term) => ({ ...term, ...project(term.lat, term.lon) }));
  const view = fit(places);
  const drawing = svg('svg', { class: 'map', role: 'group', 'aria-label': texts.mapLabel(places.length) },
    svg('path', { class: 'land', d: LAND }), svg('path', { class: 'borders', d: BORDERS }));
  const dots = svg('g', {});
  drawing.append(dots);
  const show = () => {
    view.unit = view.width / (drawing.clientWidth || WHOLE.width);
    drawing.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
    drawDots(dots, places, view, state, go, (dot) => {
      zoom(view, 0.35, dot);
      show();
      dots.querySelector(`[data-place="${CSS.escape(dot.places[0].id)}"]`)?.focus({ preventScroll: true });
    });
  };
  const change = (factor) => () => {
    zoom(view, factor, { x: view.x + view.width / 2, y: view.y + view.height / 2 });
    show();
  };
  drag(drawing, view, show);
  replace(node, el('section', { class: 'map-frame', 'aria-label': texts.map },
    drawing,
    el('div', { class: 'map-tools' },
      el('button', { type: 'button', 'data-key': 'zoom in', 'aria-label': texts.zoomIn, title: texts.zoomIn, click: change(0.5) }, '+'),
      el('button', { type: 'button', 'data-key': 'zoom out', 'aria-label': texts.zoomOut, title: texts.zoomOut, click: change(2) }, '−'),
      el('button', { type: 'button', 'data-key': 'zoom all', click: () => { Object.assign(view, WHOLE); show(); } }, texts.wholeWorld),
      el('button', { type: 'button', 'data-key': 'close map', click: () => go({ ...state, map: '' }) }, texts.closeMap))));
  show();
}

/* The part of the world where the places are, with some room, in the shape of the whole. */
function fit(places) {
  if (!places.length) return { ...WHOLE };
  const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(WHOLE.width, Math.max(CLOSEST * 3, (right - left) * 1.2, (bottom - top) * 1.3 * (WHOLE.width / WHOLE.height)));
  const height = (width * WHOLE.height) / WHOLE.width;
  return width >= WHOLE.width * 0.9 ? { ...WHOLE } : { x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height };
}

function zoom(view, factor, { x, y }) {
  const width = Math.min(WHOLE.width, Math.max(CLOSEST, view.width * factor));
  if (width >= WHOLE.width) Object.assign(view, WHOLE);
  else Object.assign(view, { x: x - width / 2, y: y - (width * WHOLE.height) / WHOLE.width / 2, width, height: (width * WHOLE.height) / WHOLE.width });
}

function drag(drawing, view, show) {
  let from = null;
  drawing.addEventListener('pointerdown', (event) => {
    if (!event.target.closest('a')) from = { x: event.clientX, y: event.clientY, view: { ...view } };
  });
  drawing.addEventListener('pointermove', (event) => {
    if (!from) return;
    const scale = view.width / drawing.clientWidth;
    Object.assign(view, { x: from.view.x - (event.clientX - from.x) * scale, y: from.view.y - (event.clientY - from.y) * scale });
    drawing.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
    drawing.addEventListener(end, () => {
      if (from) show();
      from = null;
    });
  }
}

/* Near places gather around the one that most reports name. */
function clusters(places, view) {
  const out = [];
  for (const place of places) {
    if (place.x < view.x || place.x > view.x + view.width || place.y < view.y || place.y > view.y + view.height) continue;
    const near = out.find((dot) => Math.hypot(dot.x - place.x, dot.y - place.y) < view.unit * NEAR);
    if (near) near.places.push(place);
    else out.push({ x: place.x, y: place.y, places: [place] });
  }
  return out;
}

function drawDots(group, places, view, state, go, closer) {
  const unit = view.unit * DOT;
  const most = Math.max(1, ...places.map((place) => place.count));
  const taken = [];
  // A name is written where none stands yet.
  const free = (place) => {
    const half = place.label.length * unit * 0.72;
    const box = { left: place.x - half, right: place.x + half, top: place.y - unit * 5.4, bottom: place.y - unit * 2.6 };
    if (taken.some((other) => other.left < box.right && other.right > box.left && other.top < box.bottom && other.bottom > box.top)) return false;
    taken.push(box);
    return true;
  };
  group.replaceChildren(...clusters(places, view).map((dot) => {
    const [first, ...others] = dot.places;
    const single = !others.length || view.width <= CLOSEST;
    const next = single ? withFilter(state, 'place', first.id, !first.selected) : null;
    const name = others.length ? texts.placeAndOthers(first.label, others.length) : first.label;
    const node = svg('a', { href: '#', 'data-place': first.id, class: dot.places.some((place) => place.selected) ? 'chosen' : null, 'aria-label': texts.bar(name, first.count) },
      svg('title', {}, texts.bar(name, first.count)),
      svg('circle', { class: 'target', cx: dot.x, cy: dot.y, r: unit * 2.7 }),
      svg('circle', { cx: dot.x, cy: dot.y, r: unit * (1 + 1.6 * Math.sqrt(first.count / most)) }),
      others.length ? svg('text', { class: 'inside', x: dot.x, y: dot.y + unit * 0.75, 'font-size': unit * 2.1 }, String(dot.places.length)) : null,
      free(first) ? svg('text', { x: dot.x, y: dot.y - unit * 3.1, 'font-size': unit * 2.5, 'stroke-width': unit * 0.6 }, first.label) : null);
    node.addEventListener('click', (event) => {
      event.preventDefault();
      if (single) go(next);
      else closer(dot);
    });
    return node;
  }));
}
