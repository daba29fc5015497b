/* What could be meant by what stands in the search box. */

import { alone } from './address.js';
import { names } from './api.js';
import { combobox } from './combobox.js';
import { texts } from './texts.js';

const MOST = 8;

/** Makes the search box suggest names; gives back how to close the list. */
export function suggestIn(box, current, go) {
  return combobox(box, texts.suggestions, async (text, signal) => {
    const words = text.trim();
    // With operators the reader knows what he asks for.
    if (words.length < 2 || /["():*~]/.test(words)) return [];
    const { entities } = await names(words, '', signal);
    return entities.slice(0, MOST).map((found) => ({
      value: found.id, label: found.name, kind: texts.chip[found.kind], kindClass: found.kind, note: texts.count(found.count), entity: found,
    }));
  }, ({ entity }) => {
    box.value = '';
    go(alone(current(), '', { [entity.kind]: [entity.id] }));
  });
}
