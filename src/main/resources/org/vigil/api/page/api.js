/* Asks the server of this page. */

import { texts } from './texts.js';

/** What went wrong, in a sentence for the reader. */
export class Refusal extends Error {}

async function get(path, signal) {
  let response;
  try {
    response = await fetch(path, { signal, headers: { Accept: 'application/json' } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(texts.unreachable);
  }
  let body = null;
  try {
    body = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
  }
  if (!response.ok || body === null) throw new Refusal(body?.detail ?? texts.failed(response.status));
  return body;
}

export function search(parameters, signal) {
  return get(`/api/v1/search?${parameters}`, signal);
}

export function report(id, q, spelling, signal) {
  const parameters = new URLSearchParams();
  if (q) parameters.set('q', q);
  if (q && spelling) parameters.set('spelling', spelling);
  const query = parameters.toString();
  return get(`/api/v1/reports/${encodeURIComponent(id)}${query ? `?${query}` : ''}`, signal);
}

export function sourceAddress(id) {
  return `/api/v1/reports/${encodeURIComponent(id)}/source`;
}
