/* The search: its hits, what is counted among them, where and when they happened. */

import { address, countParameters, searchParameters } from './address.js';
import { search } from './api.js';
import { replace } from './dom.js';
import { COUNTED, FACET_SIZE, drawFacets, remember } from './facets.js';
import { drawHistogram } from './histogram.js';
import { drawPages, drawResults, drawSummary } from './results.js';

const WIDE_FACET = 200;

const by = (id) => document.getElementById(id);
const labels = new Map();
const wide = new Map();
let listed = null;

/** Whether the list of this state is what stands there already. */
export function isListed(state) {
  return listed === address(state);
}

/** Asks again the next time, also for the same. */
export function forgetList() {
  listed = null;
}

/** Draws the list of a state; gives back how many reports answer. */
export async function showList(state, go, openHelp, signal) {
  const parameters = searchParameters(state);
  parameters.set('facets', [...COUNTED, 'date'].join());
  parameters.set('facet-size', FACET_SIZE);
  const [answer, ...more] = await Promise.all([search(parameters, signal), ...[...wide.keys()].map((name) => widened(name, state, signal))]);
  more.forEach((facets) => Object.assign(answer.facets, facets));
  listed = address(state);
  remember(labels, answer);
  const widen = async (name, words) => {
    if (words === undefined) wide.delete(name);
    else wide.set(name, words);
    forgetList();
    if (words === undefined) {
      go(state);
      return;
    }
    try {
      Object.assign(answer.facets, await widened(name, state, signal));
      if (wide.get(name) !== words) return;
      remember(labels, answer);
      drawFacets(by('facets'), answer, state, wide, go, widen);
      document.querySelector(`[data-key="within ${name}"]`)?.focus({ preventScroll: true });
    } catch (error) {
      if (error.name !== 'AbortError') go(state);
    }
  };
  drawSummary(by('summary'), answer, state, labels, go);
  drawFacets(by('facets'), answer, state, wide, go, widen);
  drawHistogram(by('histogram'), answer.facets.date, state, go);
  drawResults(by('results'), answer, state, go, openHelp);
  drawPages(by('pages'), answer, state, go);
  if (state.map) {
    const { drawMap } = await import('./map.js');
    await drawMap(by('map'), state, go, signal);
  } else {
    replace(by('map'));
  }
  return answer.total;
}

async function widened(name, state, signal) {
  const parameters = countParameters(state, name, WIDE_FACET);
  if (wide.get(name)?.trim()) parameters.set('facet-prefix', wide.get(name).trim());
  return (await search(parameters, signal)).facets;
}
