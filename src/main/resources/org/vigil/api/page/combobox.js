/* A text field with a list of what could be meant, as ARIA 1.2 describes an editable combobox with a list. */

import { el, replace } from './dom.js';

const PAUSE = 60;
let lists = 0;

/**
 * Makes a field a combobox. Suggest answers with items {value, label, kind, note}, none to be silent; choose is told
 * the item that the reader takes. Enter without an item marked is left to the form. Gives back how to close the list.
 */
export function combobox(field, name, suggest, choose) {
  const id = `suggestions-${++lists}`;
  const list = el('ul', { id, role: 'listbox', class: 'suggestions', 'aria-label': name, hidden: true });
  let items = [];
  let marked = -1;
  let pause = 0;
  let running = new AbortController();
  for (const [key, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id, autocomplete: 'off' })) {
    field.setAttribute(key, value);
  }
  field.after(list);

  const mark = (at) => {
    marked = at;
    [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else {
      field.setAttribute('aria-activedescendant', `${id}-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  const close = () => {
    clearTimeout(pause);
    running.abort();
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const take = (item) => {
    close();
    choose(item);
  };
  const open = (found) => {
    items = found;
    replace(list, items.map((item, i) => el('li', {
      id: `${id}-${i}`, role: 'option', 'aria-selected': 'false',
      // Taken before the field loses the focus.
      pointerdown: (event) => { event.preventDefault(); take(item); },
    }, el('bdi', {}, item.label), item.kind ? el('span', { class: `faint ${item.kindClass ?? ''}` }, item.kind) : null, item.note ? el('span', { class: 'count' }, item.note) : null)));
    list.hidden = !items.length;
    field.setAttribute('aria-expanded', String(Boolean(items.length)));
    mark(-1);
  };
  field.addEventListener('input', () => {
    clearTimeout(pause);
    running.abort();
    running = new AbortController();
    const { signal } = running;
    pause = setTimeout(async () => {
      try {
        const found = await suggest(field.value, signal);
        if (!signal.aborted && document.activeElement === field) open(found);
      } catch {
        // Without suggestions the field works as well.
        if (!signal.aborted) close();
      }
    }, PAUSE);
  });
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = marked + step;
      mark(next >= items.length ? -1 : next < -1 ? items.length - 1 : next);
    } else if (event.key === 'Enter' && marked >= 0) {
      event.preventDefault();
      take(items[marked]);
    } else if (event.key === 'Enter') {
      close();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener('blur', close);
  return close;
}
