// Readings as groups of terms: conditions that an offer must meet, sizes and headcounts that come first. Pure.
import type { Locale } from '#app/domain/shared/locale.ts';
import { stemWord } from '../analysis.ts';
import { peopleTerm } from '../indexed-facts.ts';
import type { AskedGroup, Vocabulary } from '../search.ts';
import { piecesOf } from './pieces.ts';
import { sizeTerm } from './read-amounts.ts';
import type { ReadChip } from './read-chip.ts';

/** Readings that are terms of the index: conditions, and what comes first. */
export function factGroups(chips: readonly ReadChip[], locale: Locale, vocabulary: Vocabulary): AskedGroup[] {
  return chips.flatMap(({ name, value, text }): AskedGroup[] => {
    if (name === 'diet' || name === 'label') {
      const terms = piecesOf(text).pieces.map(({ folded }) => stemWord(folded, locale));
      const fact = `${name}:${value}`;
      return [
        {
          ways: [
            { terms: [fact, ...terms], weight: 1, named: true },
            { terms: [fact], weight: 0.9, named: true },
          ],
          optional: false,
        },
      ];
    }
    if (name === 'size') {
      const term = sizeTerm(value);
      return term ? [{ ways: [{ terms: [term], weight: 1, named: true }], optional: true }] : [];
    }
    return name === 'people' ? [peopleGroup(Number(value), vocabulary)] : [];
  });
}

/** The smallest that holds enough first, then the larger ones; those that hold fewer come after, the largest first. */
function peopleGroup(people: number, vocabulary: Vocabulary): AskedGroup {
  const sizes = [...vocabularyNumbers(vocabulary)];
  const enough = sizes.filter((size) => size >= people).sort((a, b) => a - b);
  const fewer = sizes.filter((size) => size < people).sort((a, b) => b - a);
  const ways = [
    ...enough.map((size, i) => ({
      terms: [peopleTerm(String(size))],
      weight: Math.max(0.6, 1 - i * 0.04),
      named: true,
    })),
    ...fewer.map((size, i) => ({
      terms: [peopleTerm(String(size))],
      weight: Math.max(0.05, 0.3 - i * 0.02),
      named: true,
    })),
  ];
  return { ways, optional: true };
}

function* vocabularyNumbers(vocabulary: Vocabulary): Generator<number> {
  const sorted = vocabulary.sorted();
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < peopleTerm('')) low = middle + 1;
    else high = middle;
  }
  for (let i = low; sorted[i]?.startsWith(peopleTerm('')); i++) yield Number(sorted[i]!.slice(peopleTerm('').length));
}
