/* Every word the page itself says, and how it writes numbers, dates and names. */

const LOCALE = 'en';
/* As readers of the language write dates where they are. */
const DATES = navigator.languages?.find((tag) => tag.startsWith(`${LOCALE}-`)) ?? LOCALE;
const number = new Intl.NumberFormat(LOCALE);
const languages = new Intl.DisplayNames([LOCALE], { type: 'language', fallback: 'none' });
const plural = (count, one, many) => `${number.format(count)} ${count === 1 ? one : many}`;

const TYPES = {
  html: 'Web page', text: 'Plain text', pdf: 'PDF', mail: 'E-mail', document: 'Word or office document',
  spreadsheet: 'Spreadsheet', slides: 'Slides',
};

export const texts = {
  locale: LOCALE,
  unreachable: 'The server does not answer. Is it still running?',
  failed: (status) => `The server answered with status ${status} and no explanation.`,
  problem: 'This did not work',
  broken: 'Something in this page went wrong. The console of the browser says what.',
  retry: 'Try again',
  reports: (count) => plural(count, 'report', 'reports'),
  took: (millis) => `${number.format(millis)} ms`,
  count: (count) => number.format(count),
  filters: 'Filters',
  clearAll: 'Clear all',
  showResults: (count) => `Show ${plural(count, 'report', 'reports')}`,
  remove: (label) => `Remove filter ${label}`,
  not: (label) => `not ${label}`,
  exclude: (label) => `Exclude ${label}`,
  more: (count) => `${number.format(count)} more`,
  fewer: 'Fewer',
  sort: 'Sort',
  orders: { relevance: 'Best match', newest: 'Newest', oldest: 'Oldest' },
  spelling: 'Spelling',
  spellings: { variants: 'All known spellings', folded: 'Any accent and ending', exact: 'Exact words' },
  collapse: 'Show',
  collapses: { none: 'Every report', duplicates: 'Copies once', story: 'Each event once' },
  alsoSearched: 'Also searched',
  escaped: 'Part of the query could not be read as a query and was searched as plain words.',
  didYouMean: 'Did you mean',
  facets: {
    outlet: 'Outlet', person: 'People', place: 'Places', organisation: 'Organisations', group: 'Groups',
    language: 'Language', type: 'Type', author: 'Author', topic: 'Rights issues', collection: 'Collection',
  },
  chip: {
    outlet: 'Outlet', person: 'Person', place: 'Place', organisation: 'Organisation', group: 'Group',
    language: 'Language', type: 'Type', author: 'Author', topic: 'Rights issue', collection: 'Collection', date: 'Date',
  },
  published: 'Published',
  from: 'From',
  to: 'To',
  dateHint: 'Year, month or day: 2020, 2020-07 or 2020-07-20',
  apply: 'Apply',
  histogramLabel: (from, to) => `Reports over time, ${from} to ${to}. Drag across bars, or use the date fields, to choose a range.`,
  undated: (count) => `${number.format(count)} without a date`,
  bar: (label, count) => `${label}: ${plural(count, 'report', 'reports')}`,
  since: (date) => `since ${date}`,
  until: (date) => `until ${date}`,
  untitled: 'Untitled report',
  by: (authors) => `By ${authors}`,
  noOutlet: 'Outlet not stated',
  noDate: 'no date stated',
  saveAll: (count) => `Save ${count === 1 ? 'this report' : `all ${number.format(count)}`} as`,
  next: 'Next',
  previous: 'Previous',
  page: (page, pages) => `Page ${number.format(page)} of ${number.format(pages)}`,
  nothing: 'No report matches.',
  nothingIndexed: 'The index holds no reports yet.',
  nothingIndexedHelp: 'Put files into the corpus folder and run ./vigil up.',
  tryThese: 'You could',
  tryFewerWords: 'use fewer or other words; all of them must occur',
  tryVariants: 'allow other spellings',
  tryClear: 'remove the filters',
  tryHelp: 'see how to search',
  back: 'Results',
  noSuchView: 'There is nothing to show at this address.',
  facts: 'About this report',
  evidence: (words) => `from the words “${words}”`,
  ruleName: (rule) => rule.replaceAll('-', ' '),
  rule: (rule, confidence) => `${rule}, ${Math.round(confidence * 100)} %`,
  factNames: {
    outlet: 'Outlet', date: 'Published', authors: 'Authors', dateline: 'Dateline', language: 'Language', url: 'Address',
    symbol: 'UN document', captured: 'Archived copy of',
  },
  source: 'Source file',
  part: 'Part',
  fingerprint: 'SHA-256',
  download: 'Download original',
  cite: 'Copy reference',
  citeSelection: 'Cite selected words',
  copied: 'Copied',
  reference: (report, words, span, address, now) => [
    words && `“${words}” (characters ${span.start}–${span.end})`,
    report.authors.join(', '), report.title && `“${report.title}”`, report.outlet, report.date, report.url,
    `SHA-256 of the source file: ${report.source.sha256}`, `${address}, retrieved ${now.toISOString().slice(0, 10)}`,
  ].filter(Boolean).join('. '),
  outline: 'In this report',
  pages: 'Pages',
  pageOf: (number) => `Page ${number}`,
  compare: 'Compare',
  picked: 'Chosen to compare: choose another',
  compareWith: 'Compare with the chosen one',
  sameEvent: 'The same event elsewhere',
  sideBySide: 'Side by side',
  story: 'The same event elsewhere',
  storyTitle: (title, count) => `${title}: ${count} reports of one event`,
  compareTitle: (count) => `${plural(count, 'report', 'reports')} side by side`,
  compareMore: 'Choose at least two reports to compare.',
  onlySome: (shown, count) => `The first ${shown} of ${count} are shown.`,
  onlyHere: 'Only here',
  absent: '–',
  figures: 'Figures and days',
  sharedWords: 'Shared',
  about: (name) => `About ${name}`,
  allReports: (count) => (count === 1 ? 'The report that names it' : `All ${number.format(count)} reports`),
  companions: 'Named together',
  noCompanions: 'Nothing is named with it more often than chance would have it.',
  together: (name, count) => `${name}: ${plural(count, 'report', 'reports')} together`,
  latest: 'Latest reports',
  aliases: 'Names in reports',
  givenName: ' given by hand',
  whyOne: 'Why these names are one',
  joined: (one, other) => `${one} = ${other}`,
  overTime: 'Over time',
  slug: (id) => id.slice(id.indexOf('/') + 1).replaceAll('-', ' '),
  putRight: 'Put this name right',
  putRightHelp: 'Decisions are written to the file of the archive and apply at once, without indexing again.',
  rename: 'Show it as',
  doRename: 'Rename',
  mergeWith: (name) => `Another name of ${name}`,
  doMerge: 'Merge',
  chooseName: 'Choose a name from the list.',
  split: 'Is another',
  hide: 'Hide this name',
  sureHide: (name) => `Really hide ${name} everywhere?`,
  working: 'Working …',
  feed: 'Feed',
  kinds: { people: 'People', places: 'Places', organisations: 'Organisations', groups: 'Groups' },
  mark: 'Mark in the text',
  filterBy: (name) => `Reports with ${name}`,
  jump: (name, count) => `Next of ${plural(count, 'mention', 'mentions')} of ${name}`,
  hitCount: (count) => plural(count, 'hit', 'hits'),
  hits: (at, count) => `Hit ${at} of ${count}`,
  noHits: 'No hit in the text',
  nextHit: 'Next hit (n)',
  previousHit: 'Previous hit (p)',
  quotes: 'Who says what',
  nobody: 'Speaker not stated',
  stances: {
    claims: 'says', denies: 'denies', alleges: 'alleges', accuses: 'accuses', confirms: 'confirms', admits: 'admits',
    condemns: 'condemns', declines: 'declines to comment',
  },
  toText: 'Show in the text',
  topics: 'Rights issues',
  topic: (id) => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
  copies: 'Copies of this report',
  copyCount: (count) => plural(count, 'copy', 'copies'),
  onlyInTitle: 'in the title only',
  close: 'Close',
  helpTitle: 'How to search',
  help: [
    ['uyghur camps', 'both words, also as uighur, uygur …'],
    ['"forced labour"', 'the words next to each other'],
    ['"camp guards"~8', 'near each other, in any order'],
    ['strike OR walkout', 'either'],
    ['villages -mining', 'without a word; also NOT'],
    ['detain*', 'words that begin so'],
    ['Qaddafi~1', 'one letter different'],
    ['title:vote  outlet:Courier  author:Ada', 'in one field'],
    ['person:"Full Name"  place:Geneva', 'who and where; also organisation:, group:'],
    ['"@person detained"~10', 'any person near a word'],
    ['date:2020-07  date:[2020-01 TO 2020-06]', 'published then'],
  ],
  helpNote: 'Whatever cannot be read as a query is searched as plain words.',
  keysTitle: 'Keys',
  keys: [
    ['/', 'to the search box'], ['↑ ↓', 'from report to report'], ['Enter', 'open'], ['Esc', 'back to the results'],
    ['n p', 'next and previous hit'], ['?', 'this help'],
  ],
  api: 'Programs can ask too: see the API.',
  language: (code) => {
    try {
      return languages.of(code) ?? code;
    } catch {
      return code;
    }
  },
  type: (name) => TYPES[name] ?? name,
  moment: (iso) => new Intl.DateTimeFormat(DATES, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(iso)),
  date: (iso) => {
    const parts = iso.split('-').map(Number);
    const options = [{ year: 'numeric' }, { year: 'numeric', month: 'long' }, { year: 'numeric', month: 'long', day: 'numeric' }];
    const date = new Date(Date.UTC(parts[0], (parts[1] ?? 1) - 1, parts[2] ?? 1));
    return new Intl.DateTimeFormat(DATES, { ...options[parts.length - 1], timeZone: 'UTC' }).format(date);
  },
};

/** What to call a filter's value when no answer has said its label. */
export function fallbackLabel(name, value) {
  if (name === 'language') return texts.language(value);
  if (name === 'type') return texts.type(value);
  const slug = value.match(/^[a-z]+\/(.+)$/);
  if (!slug) return value;
  return slug[1].split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
