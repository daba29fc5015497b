/* The search: its hits, what is counted among them, and when they were published. */

import { address, searchParameters } from './address.js';
import { search } from './api.js';
import { COUNTED, FACET_SIZE, drawFacets, remember } from './facets.js';
import { openHelp } from './help.js';
import { drawHistogram } from './histogram.js';
import { drawPages, drawResults, drawSummary } from './results.js';

const WIDE_FACET = 200;

const by = (id) => document.getElementById(id);
const labels = new Map();
const wide = new Set();
let listed = null;

/* What of a state changes the list. */
const key = (state) => address({ ...state });

/** Whether the list of this state is what stands there already. */
export function isListed(state) {
  return listed === key(state);
}

/** Asks again the next time, also for the same. */
export function forgetList() {
  listed = null;
}

/** Draws the list of a state; gives back how many reports answer. */
export async function showList(state, go, signal) {
  const parameters = searchParameters(state);
  parameters.set('facets', [...COUNTED, 'date'].join());
  parameters.set('facet-size', FACET_SIZE);
  const [answer, ...more] = await Promise.all([search(parameters, signal), ...[...wide].map((name) => widened(name, state, signal))]);
  more.forEach((facets) => Object.assign(answer.facets, facets));
  listed = key(state);
  remember(labels, answer);
  const widen = (name, on) => {
    if (on) wide.add(name);
    else wide.delete(name);
    forgetList();
    go(state);
  };
  drawSummary(by('summary'), answer, state, labels, go);
  drawFacets(by('facets'), answer, state, wide, go, widen);
  drawHistogram(by('histogram'), answer.facets.date, state, go);
  drawResults(by('results'), answer, state, go, openHelp);
  drawPages(by('pages'), answer, state, go);
  return answer.total;
}

async function widened(name, state, signal) {
  const parameters = searchParameters(state);
  parameters.set('facets', name);
  parameters.set('facet-size', WIDE_FACET);
  parameters.set('page-size', 1);
  parameters.set('highlight', 'false');
  parameters.delete('page');
  return (await search(parameters, signal)).facets;
}
