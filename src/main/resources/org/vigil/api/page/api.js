/* Asks the server of this page. */

import { texts } from './texts.js';

const BASE = '/api/v1';

/** What went wrong, in a sentence for the reader. */
export class Refusal extends Error {
  constructor(message, problem = null) {
    super(message);
    this.problem = problem;
  }
}

/** An error as a sentence for the reader. */
export const inWords = (error) => (error instanceof Refusal ? error.message : texts.broken);

async function ask(path, { signal, method = 'GET', json, body } = {}) {
  const headers = { Accept: 'application/json' };
  if (json) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(BASE + path, { signal, method, headers, body: json ? JSON.stringify(json) : body });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Refusal(texts.unreachable);
  }
  if (response.status === 204) return null;
  let answer = null;
  try {
    answer = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
  }
  if (!response.ok || answer === null) throw new Refusal(answer?.detail ?? texts.failed(response.status), answer);
  return answer;
}

const one = encodeURIComponent;
const idPath = (id) => id.split('/').map(one).join('/');

export const search = (parameters, signal) => ask(`/search?${parameters}`, { signal });

export function report(id, q, spelling, signal) {
  const parameters = new URLSearchParams();
  if (q) parameters.set('q', q);
  if (q && spelling) parameters.set('spelling', spelling);
  const query = parameters.toString();
  return ask(`/reports/${one(id)}${query ? `?${query}` : ''}`, { signal });
}

export const related = (id, signal) => ask(`/reports/${one(id)}/related`, { signal });
export const entity = (id, signal) => ask(`/entities/${idPath(id)}`, { signal });
export const names = (prefix, kind, signal) => ask(`/entities?${new URLSearchParams({ prefix, ...(kind ? { kind } : {}) })}`, { signal });
export const story = (id, signal) => ask(`/stories/${one(id)}`, { signal });
export const stories = (parameters, signal) => ask(`/stories?${parameters}`, { signal });
export const vocabulary = (signal) => ask('/topics', { signal });
export const status = (signal) => ask('/status', { signal });

const ROLES = ['read', 'write', 'admin'];

/** Whether who has this status may do what asks for a role. */
export const may = (now, role) => ROLES.indexOf(now.role) >= ROLES.indexOf(role);

export const startRun = (mode) => ask('/index-runs', { method: 'POST', json: { mode } });
export const changeRun = (id, change) => (change === 'cancel'
  ? ask(`/index-runs/${one(id)}`, { method: 'DELETE' })
  : ask(`/index-runs/${one(id)}/${change}`, { method: 'POST' }));
export const runEvents = (id) => `${BASE}/index-runs/${one(id)}`;

/** Hands a file in; progress is told how much of it is sent, from 0 to 1. */
export function upload(file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.upload.addEventListener('progress', (event) => progress(event.total ? event.loaded / event.total : 0));
    request.addEventListener('error', () => reject(new Refusal(texts.unreachable)));
    request.addEventListener('load', () => {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // Said below.
      }
      if (request.status >= 200 && request.status < 300 && answer) resolve(answer);
      else reject(new Refusal(answer?.detail ?? texts.failed(request.status), answer));
    });
    request.open('POST', `${BASE}/reports`);
    request.setRequestHeader('Accept', 'application/json');
    request.send(form);
  });
}

export function sourceAddress(id) {
  return `${BASE}/reports/${one(id)}/source`;
}

export const decisions = (signal) => ask('/curation', { signal });
export const takeBack = (id) => ask(`/curation/${one(id)}`, { method: 'DELETE' });

/** Adds decisions of people about names. */
export const decide = (...decisions) => ask('/curation', { method: 'POST', json: { decisions } });

export const quotes = (parameters, signal) => ask(`/quotes?${parameters}`, { signal });
export const suggest = (q, signal) => ask(`/suggest?${new URLSearchParams({ q })}`, { signal });

export const alerts = (signal) => ask('/alerts?page-size=100', { signal });
export const alert = (id, size, signal) => ask(`/alerts/${one(id)}?page-size=${size}`, { signal });
export const saveAlert = (name, search) => ask('/alerts', { method: 'POST', json: { name, search } });
export const deleteAlert = (id) => ask(`/alerts/${one(id)}`, { method: 'DELETE' });
export const alertFeed = (id) => `${BASE}/alerts/${one(id)}/feed.atom`;
