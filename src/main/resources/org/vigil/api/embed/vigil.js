/*
 * Vigil in a page of your own: the custom element <vigil-search> and the function search().
 * No dependency, no cookie, nothing stored, nothing asked of anybody but the Vigil that this file came from.
 *
 *   <script type="module" src="https://vigil.example/embed/vigil.js"></script>
 *   <vigil-search placeholder="Search our archive"></vigil-search>
 *
 * Attributes: server (default: where this file came from), placeholder, label, page-size, q, filter (as in
 * "outlet=The Tideline&from-date=2020"), link (an address with {id} or {url} in it; default: {url}), key.
 * Custom properties: --vigil-font, --vigil-color, --vigil-muted, --vigil-background, --vigil-border,
 * --vigil-accent, --vigil-mark, --vigil-radius. Parts: form, input, button, status, results, result, title, facts,
 * snippet, more. Events: vigil-results (detail: the answer), vigil-error (detail: the problem).
 */

const HOME = new URL('..', import.meta.url).href;

/**
 * Searches. Parameters are those of GET /api/v1/search; a list repeats its name.
 * @returns {Promise<object>} the answer
 * @throws {Error} whose message says what was wrong and whose `problem` is the answer of the server
 */
export async function search(parameters, { server = HOME, key, signal } = {}) {
  const address = new URL('api/v1/search', server.endsWith('/') ? server : `${server}/`);
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) address.searchParams.append(name, one);
  }
  const response = await fetch(address, {
    headers: key ? { Authorization: `Bearer ${key}` } : {}, credentials: 'omit', referrerPolicy: 'no-referrer', signal,
  });
  const body = await response.json().catch(() => ({ detail: `the server answered ${response.status}` }));
  if (!response.ok) throw Object.assign(new Error(body.detail), { problem: body });
  return body;
}

const STYLE = globalThis.CSSStyleSheet ? new CSSStyleSheet() : { replaceSync() {} };
// A sheet of its own, since the page's policy may forbid style elements.
STYLE.replaceSync(`
  :host { display: block; font: var(--vigil-font, inherit); color: var(--vigil-color, inherit); background: var(--vigil-background, transparent); }
  :host([hidden]) { display: none; }
  form { display: flex; gap: .5em; }
  input, button { font: inherit; color: inherit; padding: .5em .7em; border: 1px solid var(--vigil-border, #767676); border-radius: var(--vigil-radius, .3em); }
  input { flex: 1; min-width: 0; background: transparent; }
  button { cursor: pointer; background: transparent; }
  form button { background: var(--vigil-accent, #1a4f8b); border-color: var(--vigil-accent, #1a4f8b); color: var(--vigil-on-accent, #fff); }
  input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--vigil-accent, #1a4f8b); outline-offset: 2px; }
  .status, .facts { color: var(--vigil-muted, #595959); font-size: .9em; margin: .6em 0; }
  .facts { margin: .1em 0; }
  ol { list-style: none; margin: 0; padding: 0; }
  li { padding: .7em 0; border-top: 1px solid var(--vigil-border, #d0d0d0); overflow-wrap: anywhere; }
  .title { font-weight: 600; margin: 0; }
  .title a { color: var(--vigil-accent, #1a4f8b); }
  .snippet { margin: .2em 0 0; }
  em { font-style: normal; background: var(--vigil-mark, #fff0a8); color: var(--vigil-on-mark, #1b1b1b); }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`);

/** An element with text and children; whatever a report holds is text here, never markup. */
function make(name, { part, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  if (part) node.setAttribute('part', part);
  if (part && !node.className) node.className = part;
  node.append(...children);
  return node;
}

/** A snippet as the server sends it: escaped text whose only markup is <em>. */
function marked(html) {
  const unescaped = (text) => text.replace(/&(lt|gt|amp|quot|#x27|#39|#x2F);/g,
    (_, name) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'", '#39': "'", '#x2F': '/' })[name]);
  return html.split(/(<em>.*?<\/em>)/s).filter(Boolean).map((piece) => (piece.startsWith('<em>')
    ? make('em', { textContent: unescaped(piece.slice(4, -5)) }) : unescaped(piece)));
}

/** Only these can be followed: an address such as javascript: could run in the page. */
function safe(address) {
  try {
    return ['http:', 'https:'].includes(new URL(address, document.baseURI).protocol) ? address : undefined;
  } catch {
    return undefined;
  }
}

const Base = globalThis.HTMLElement ?? class {};

class VigilSearch extends Base {
  static observedAttributes = ['placeholder', 'label'];

  #input; #status; #results; #more; #running; #page = 1;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#input = make('input', { part: 'input', type: 'search', id: 'q', autocomplete: 'off' });
    this.#status = make('p', { part: 'status' });
    this.#status.setAttribute('role', 'status');
    this.#results = make('ol', { part: 'results' });
    this.#results.setAttribute('aria-label', 'Results');
    this.#more = make('button', { part: 'more', type: 'button', hidden: true, textContent: 'More results' });
    const label = make('label', { className: 'visually-hidden', htmlFor: 'q' });
    const form = make('form', { part: 'form' }, label, this.#input, make('button', { part: 'button', textContent: 'Search' }));
    form.setAttribute('role', 'search');
    form.addEventListener('submit', (event) => { event.preventDefault(); this.search(this.#input.value); });
    this.#more.addEventListener('click', () => this.#show(this.#page + 1));
    root.adoptedStyleSheets = [STYLE];
    root.append(form, this.#status, this.#results, this.#more);
    this.attributeChangedCallback();
  }

  connectedCallback() {
    if (this.hasAttribute('q') && !this.#results.childElementCount) this.search(this.getAttribute('q'));
  }

  attributeChangedCallback() {
    this.#input.placeholder = this.getAttribute('placeholder') ?? '';
    this.shadowRoot.querySelector('label').textContent = this.getAttribute('label') ?? 'Search reports';
  }

  /** Searches as if the reader had typed this. */
  search(q) {
    this.#input.value = q;
    this.#results.replaceChildren();
    return this.#show(1);
  }

  async #show(page) {
    this.#running?.abort();
    const { signal } = this.#running = new AbortController();
    this.#status.textContent = 'Searching…';
    try {
      const answer = await search({ ...this.#filters(), q: this.#input.value, page, 'page-size': this.getAttribute('page-size') ?? 10 },
        { server: this.getAttribute('server') ?? HOME, key: this.getAttribute('key') ?? undefined, signal });
      const items = answer.results.map((hit) => this.#item(hit));
      this.#page = page;
      this.#results.append(...items);
      this.#status.textContent = `${answer.total.toLocaleString()} ${answer.total === 1 ? 'report' : 'reports'}`;
      this.#more.hidden = page * answer.pageSize >= answer.total;
      if (page > 1) items[0]?.querySelector('a, p')?.focus();
      this.dispatchEvent(new CustomEvent('vigil-results', { detail: answer }));
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#status.textContent = error.problem ? error.message : 'The search cannot be reached.';
      this.dispatchEvent(new CustomEvent('vigil-error', { detail: error.problem ?? error }));
    }
  }

  #filters() {
    const filters = {};
    for (const [name, value] of new URLSearchParams(this.getAttribute('filter') ?? '')) (filters[name] ??= []).push(value);
    return filters;
  }

  #item(hit) {
    const address = (this.getAttribute('link') ?? '{url}')
      .replace('{url}', () => hit.url ?? '').replace('{id}', () => encodeURIComponent(hit.id));
    const text = hit.title ?? hit.source.part ?? hit.source.path;
    const href = address && safe(address);
    const title = make('p', { part: 'title', tabIndex: -1 }, href ? make('a', { href, rel: 'noreferrer', textContent: text }) : text);
    const facts = [hit.outlet, hit.date, hit.authors.join(', ')].filter(Boolean).join(' · ');
    const snippets = hit.snippets.filter((snippet) => snippet.field === 'text');
    return make('li', { part: 'result' }, title, ...(facts ? [make('p', { part: 'facts', textContent: facts })] : []),
      ...snippets.map((snippet) => make('p', { part: 'snippet' }, ...marked(snippet.text))));
  }
}

if (globalThis.customElements && !customElements.get('vigil-search')) customElements.define('vigil-search', VigilSearch);
