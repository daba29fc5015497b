/* What could be meant by what stands in the search box. */

import { alone, changed, opened } from './address.js';
import { suggest } from './api.js';
import { combobox } from './combobox.js';
import { texts } from './texts.js';

const NAMES = 5;
const OTHERS = 3;

/** Makes the search box suggest corrections, names, phrases and titles; gives back how to close the list. */
export function suggestIn(box, current, go) {
  const search = (q) => {
    box.value = q;
    go(changed(current(), { q }));
  };
  return combobox(box, texts.suggestions, async (text, signal) => {
    if (text.trim().length < 2) return [];
    const found = await suggest(text, signal);
    const before = (start) => text.slice(0, start);
    return [
      ...(found.suggestion ? [{ label: found.suggestion, kind: texts.didYouMean, act: () => search(found.suggestion) }] : []),
      ...found.entities.slice(0, NAMES).map((entity) => ({
        label: entity.name, kind: texts.chip[entity.kind], kindClass: entity.kind, note: texts.count(entity.count),
        act: () => {
          const rest = before(entity.start).trim();
          box.value = rest;
          go(alone(current(), rest, { [entity.kind]: [entity.id] }));
        },
      })),
      ...found.phrases.slice(0, OTHERS).map((phrase) => ({ label: before(phrase.start) + phrase.text, act: () => search(before(phrase.start) + (phrase.text.includes(' ') ? `"${phrase.text}"` : phrase.text)) })),
      ...found.titles.slice(0, OTHERS).map((title) => ({ label: title.title, kind: texts.reportKind, act: () => go(opened(current(), 'report', title.id)) })),
    ];
  }, (item) => item.act());
}
