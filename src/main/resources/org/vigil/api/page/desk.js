/* The work around searching: saved searches, reports handed in, the index. */

import { address, opened, read } from './address.js';
import { Refusal, alert as fetchAlert, alertFeed, alerts as fetchAlerts, changeRun, decisions as fetchDecisions, deleteAlert, inWords, may, runEvents, startRun, status as fetchStatus, takeBack, upload } from './api.js';
import { dot, el, joined, replace, section } from './dom.js';
import { nameOf } from './reading.js';
import { link } from './results.js';
import { texts } from './texts.js';

const SHOWN = 3;
/* In bytes; the server takes no more. */
const LARGEST = 64 * 1024 * 1024;
const RUN = 'run';

export async function drawDesk(state, go, signal) {
  const [alerts, status] = await Promise.all([saved(state, go, signal), fetchStatus(signal)]);
  const decided = may(status, 'admin') ? await decisions(state, go, signal) : null;
  // A file states no collection.
  const mayHandIn = may(status, 'write') && (!status.collections || status.collections.includes(''));
  return {
    title: texts.desk,
    nodes: [
      el('header', {}, el('h1', { tabindex: '-1' }, texts.desk)),
      el('div', { class: 'desk' }, alerts, mayHandIn ? handIn(state, go) : null, index(status), decided),
    ],
  };
}

/* Saved searches with what they found since. */
async function saved(state, go, signal) {
  let list;
  try {
    list = (await fetchAlerts(signal)).alerts;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    return section({}, texts.savedSearches, el('p', { class: 'faint' }, inWords(error)));
  }
  const found = await Promise.all(list.map((alert) => fetchAlert(alert.id, SHOWN, signal)));
  const items = found.map((alert) => {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(alert.search)) [value].flat().forEach((one) => parameters.append(name, one));
    const item = el('li', { class: 'saved' },
      el('h3', {}, link(read(parameters), go, {}, el('bdi', {}, alert.name))),
      el('p', { class: 'faint' }, texts.foundSince(alert.total, texts.moment(alert.created))),
      alert.webhook ? webhook(alert) : null,
      el('ul', {}, alert.results.map(({ report, matched }) => el('li', {},
        link(opened(state, 'report', report.id), go, {}, el('bdi', {}, nameOf(report))), el('span', { class: 'faint' }, ` ${texts.moment(matched)}`)))),
      el('p', { class: 'actions' },
        el('a', { class: 'button', href: alertFeed(alert.id) }, texts.feed),
        el('button', { type: 'button', 'aria-label': texts.deleteNamed(alert.name), click: async (event) => {
          try {
            await deleteAlert(alert.id);
            item.remove();
          } catch (error) {
            event.target.after(el('span', { role: 'alert' }, ` ${inWords(error)}`));
          }
        } }, texts.delete)));
    return item;
  });
  return section({}, texts.savedSearches, items.length ? el('ul', {}, items) : el('p', { class: 'faint' }, texts.noSaved));
}

/* The address that is told of what a saved search finds, and how that goes. */
function webhook(alert) {
  const { waiting, failure } = alert.delivery;
  return el('p', { class: failure ? 'bad' : 'faint' }, texts.tells, el('bdi', {}, alert.webhook), waiting ? `, ${texts.toTell(waiting)}` : '',
    failure ? el('span', {}, `: ${failure}`) : null);
}

/* What people decided about names, the last first, each to be taken back. */
async function decisions(state, go, signal) {
  let given;
  try {
    given = await fetchDecisions(signal);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    return section({}, texts.decisions, el('p', { class: 'faint' }, inWords(error)));
  }
  const name = (id) => link(opened(state, 'entity', id), go, {}, el('bdi', {}, texts.slug(id)));
  const items = given.decisions.reverse().map((decision) => {
    const item = el('li', {},
      el('span', {}, texts.actions[decision.action] ?? decision.action, ' ', name(decision.entity), ' ', decision.other ? name(decision.other) : decision.name ? el('bdi', {}, decision.name) : null),
      el('button', { type: 'button', class: 'linkish', click: async (event) => {
        try {
          await takeBack(decision.id);
          item.remove();
        } catch (error) {
          event.target.after(el('span', { role: 'alert', class: 'bad' }, inWords(error)));
        }
      } }, texts.takeBack));
    return item;
  });
  return section({}, texts.decisions,
    given.errors.map((error) => el('p', { class: 'bad' }, el('bdi', {}, `${error.file}:${error.line} `), error.detail)),
    items.length ? el('ul', { class: 'counts decided' }, items) : el('p', { class: 'faint' }, texts.noDecisions));
}

/* Files dropped or chosen are sent one after the other. */
function handIn(state, go) {
  const list = el('ul', { class: 'uploads', 'aria-live': 'polite' });
  const field = el('input', { type: 'file', multiple: true, id: 'files', class: 'hidden', change: () => { add(field.files); field.value = ''; } });
  const zone = el('div', { class: 'drop' }, field, el('label', { for: 'files', class: 'button' }, texts.chooseFiles), el('span', { class: 'faint' }, texts.orDrop));
  let queue = Promise.resolve();
  const add = (files) => {
    for (const file of files) {
      const bar = el('progress', { max: '1', value: 0, 'aria-label': file.name });
      const note = el('span', { class: 'faint' }, texts.waiting);
      list.prepend(el('li', {}, el('bdi', {}, file.name), bar, note));
      queue = queue.then(() => send(file, bar, note));
    }
  };
  const send = async (file, bar, note) => {
    try {
      if (file.size > LARGEST) throw new Refusal(texts.tooLarge);
      note.textContent = texts.sending;
      const answer = await upload(file, (part) => {
        bar.value = part;
        if (part === 1) note.textContent = texts.reading;
      });
      replace(note, joined(answer.reports.slice(0, 5).map((id, i) => link(opened(state, 'report', id), go, {}, i ? texts.count(i + 1) : texts.readIt)), () => ' '));
      note.className = '';
    } catch (error) {
      note.className = 'bad';
      note.textContent = inWords(error);
    }
    bar.remove();
  };
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle('over', on);
  };
  zone.addEventListener('dragover', over(true));
  zone.addEventListener('dragleave', over(false));
  zone.addEventListener('drop', (event) => {
    over(false)(event);
    add(event.dataTransfer.files);
  });
  return section({}, texts.addReports, zone, list);
}

function index(status) {
  const facts = [
    [texts.reportsName, texts.count(status.reports)],
    ...(status.collections ? [] : [
      [texts.filesName, texts.count(status.files)], [texts.updatedName, status.updated ? texts.moment(status.updated) : texts.never],
      [texts.generationName, status.generation],
    ]),
    [texts.versionName, status.version],
  ];
  const run = el('div', { class: 'run' });
  const problem = el('p', { role: 'alert', class: 'bad' });
  const start = async (mode) => {
    problem.textContent = '';
    try {
      const started = await startRun(mode);
      follow(started.id, run, problem);
    } catch (error) {
      problem.textContent = inWords(error);
      if (error.problem?.run) follow(error.problem.run, run, problem);
    }
  };
  if (sessionStorage.getItem(RUN)) follow(sessionStorage.getItem(RUN), run, problem);
  return section({}, texts.index,
    el('dl', { class: 'status' }, facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, el('bdi', {}, value))])),
    status.unreadable ? reasons(status.unreadable) : null,
    !may(status, 'admin') ? null : el('p', { class: 'actions' },
      el('button', { type: 'button', click: () => start('update') }, texts.update),
      el('button', { type: 'button', click: () => start('rebuild') }, texts.rebuild)),
    problem, run);
}

function reasons(unreadable) {
  const entries = Object.entries(unreadable);
  return entries.length
    ? el('div', {}, el('h3', {}, texts.unreadable), el('ul', { class: 'counts reasons' }, entries.map(([reason, count]) => el('li', {}, texts.reasons[reason] ?? reason, el('span', { class: 'count' }, texts.count(count))))))
    : null;
}

/* Shows a run as it goes on, for as long as the reader stays. */
function follow(id, node, problem) {
  sessionStorage.setItem(RUN, id);
  const events = new EventSource(runEvents(id));
  const change = (what) => async () => {
    try {
      await changeRun(id, what);
    } catch (error) {
      problem.textContent = inWords(error);
    }
  };
  let seen = false;
  const show = (event) => {
    if (seen && !node.isConnected) {
      events.close();
      return;
    }
    seen = node.isConnected;
    const run = JSON.parse(event.data);
    const over = !['running', 'paused'].includes(run.state);
    const bar = run.toRead === undefined ? { 'aria-label': texts.progress } : { max: String(Math.max(1, run.toRead)), value: run.done, 'aria-label': texts.progress };
    const line = [texts.states[run.state] ?? run.state, texts.looked(run.looked), run.toRead === undefined ? null : texts.doneOf(run.done, run.toRead),
      run.unreadable ? texts.unreadableCount(run.unreadable) : null, !over && run.leftMillis ? texts.left(run.leftMillis) : null].filter(Boolean);
    replace(node,
      over ? null : el('progress', bar),
      el('p', { role: over ? 'status' : null }, joined(line, dot)),
      !over && run.current ? el('p', { class: 'path faint' }, el('bdi', {}, run.current)) : null,
      run.error ? el('p', { class: 'bad' }, run.error) : null,
      run.notices.length ? el('ul', { class: 'faint' }, run.notices.slice(-5).map((notice) => el('li', {}, notice))) : null,
      run.summary ? [el('p', {}, texts.account(run.summary)), reasons(run.summary.unreadable)].filter(Boolean) : null,
      over ? null : el('p', { class: 'actions' },
        run.state === 'paused' ? el('button', { type: 'button', 'data-key': 'pause', click: change('resume') }, texts.resume) : el('button', { type: 'button', 'data-key': 'pause', click: change('pause') }, texts.pause),
        el('button', { type: 'button', 'data-key': 'cancel', click: change('cancel') }, texts.cancel)));
    if (over) {
      events.close();
      sessionStorage.removeItem(RUN);
    }
  };
  events.addEventListener('progress', show);
  events.addEventListener('end', show);
  events.addEventListener('error', () => {
    events.close();
    sessionStorage.removeItem(RUN);
  });
}
