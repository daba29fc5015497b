/* Reports over time, to look at and to drag a range across. */

import { el, replace, svg } from './dom.js';
import { changed } from './address.js';
import { texts } from './texts.js';

const WIDTH = 720;
const HEIGHT = 56;
const PARTS = { day: 3, month: 2, year: 1, decade: 1 };

export function drawHistogram(node, histogram, state, go) {
  const buckets = histogram?.buckets ?? [];
  if (!buckets.length && !state['from-date'] && !state['to-date']) {
    replace(node);
    return;
  }
  replace(node,
    el('section', { class: 'histogram', 'aria-labelledby': 'histogram-title' },
      el('h2', { id: 'histogram-title', class: 'hidden' }, texts.published),
      buckets.length > 1 ? drawBars(histogram, (from, to) => go(changed(state, { 'from-date': from, 'to-date': to }))) : null,
      el('div', { class: 'under' },
        buckets.length > 1 ? el('span', { class: 'axis' }, name(buckets[0].from, histogram.interval)) : null,
        range(state, go, histogram),
        buckets.length > 1 ? el('span', { class: 'axis' }, name(buckets.at(-1).to, histogram.interval)) : null)));
}

/** The first or last day of a bucket, named as exactly as the bucket is. */
export function name(day, interval) {
  return texts.date(day.split('-').slice(0, PARTS[interval]).join('-'));
}

/** Bars to look at and to drag across; choose is told the first and last day, month or year. */
export function drawBars(histogram, choose) {
  const { buckets, interval } = histogram;
  const most = Math.max(...buckets.map((bucket) => bucket.count), 1);
  const step = WIDTH / buckets.length;
  const gap = step > 40 ? 4 : step > 6 ? 2 : step > 3 ? 1 : 0;
  const height = (count) => (count ? Math.max(3, Math.sqrt(count / most) * (HEIGHT - 4)) : 0);
  const tip = el('output', { class: 'tip', 'aria-hidden': 'true' });
  const brush = svg('rect', { class: 'brush', y: 0, height: HEIGHT, width: 0, x: 0 });
  const drawing = svg('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img',
    'aria-label': texts.histogramLabel(name(buckets[0].from, interval), name(buckets.at(-1).to, interval)),
  },
  buckets.map((bucket, i) => svg('rect', {
    class: 'bar', x: i * step + gap / 2, width: step - gap, y: HEIGHT - height(bucket.count), height: height(bucket.count),
  })),
  brush);

  const at = (event) => {
    const box = drawing.getBoundingClientRect();
    const i = Math.floor(((event.clientX - box.left) / box.width) * buckets.length);
    return Math.min(buckets.length - 1, Math.max(0, i));
  };
  let start = null;
  const select = (a, b) => {
    const [first, last] = a < b ? [a, b] : [b, a];
    brush.setAttribute('x', first * step);
    brush.setAttribute('width', (last - first + 1) * step);
    const label = name(buckets[first].from, interval);
    const end = name(buckets[last].to, interval);
    let count = 0;
    for (let i = first; i <= last; i++) count += buckets[i].count;
    tip.textContent = texts.bar(label === end ? label : `${label} – ${end}`, count);
    return [first, last];
  };
  drawing.addEventListener('pointerdown', (event) => {
    start = at(event);
    drawing.setPointerCapture(event.pointerId);
    select(start, start);
  });
  drawing.addEventListener('pointermove', (event) => select(start ?? at(event), at(event)));
  drawing.addEventListener('pointerup', (event) => {
    if (start === null) return;
    const [first, last] = select(start, at(event));
    start = null;
    choose(day(buckets[first].from, interval), day(buckets[last].to, interval));
  });
  const leave = () => {
    if (start !== null) return;
    brush.setAttribute('width', 0);
    tip.textContent = '';
  };
  drawing.addEventListener('pointerleave', leave);
  drawing.addEventListener('pointercancel', () => {
    start = null;
    leave();
  });
  return el('div', { class: 'plot' }, tip, drawing);
}

function day(iso, interval) {
  return iso.split('-').slice(0, PARTS[interval]).join('-');
}

function range(state, go, histogram) {
  const field = (parameter, text) => el('label', {}, el('span', {}, text),
    el('input', {
      name: parameter, value: state[parameter], 'data-key': parameter, inputmode: 'numeric', size: 10, maxlength: 10,
      placeholder: 'yyyy-mm-dd', pattern: '[1-9][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?', title: texts.dateHint,
    }));
  return el('form', {
    class: 'range',
    submit: (event) => {
      event.preventDefault();
      const given = new FormData(event.target);
      go(changed(state, { 'from-date': given.get('from-date').trim(), 'to-date': given.get('to-date').trim() }));
    },
    change: (event) => event.currentTarget.requestSubmit(),
  },
  field('from-date', texts.from), field('to-date', texts.to),
  el('button', { type: 'submit', class: 'hidden' }, texts.apply),
  histogram?.missing ? el('span', { class: 'faint' }, texts.undated(histogram.missing)) : null);
}
