// A text that is still being typed: its last word is the beginning of one, and never a small word to be left out.
import type { Locale } from '#app/domain/shared/locale.ts';
import { isStopWord, smallTerm, stemWord } from '../analysis.ts';
import { thingTerm } from '../indexed-facts.ts';
import type { AskedGroup, AskedWay, Vocabulary } from '../search.ts';
import { firstNotBefore } from '../term-index.ts';
import { thingsBeginning } from './phrases.server.ts';
import { piecesOf } from './pieces.ts';

const weights = { exact: 1, beginning: 0.85, thing: 0.7, small: 0.6 } as const;
const maxBeginnings = 200;

/** Groups for the text as far as it is typed; none for a text without a word. */
export function typingGroups(text: string, locale: Locale, vocabulary: Vocabulary): AskedGroup[] {
  const pieces = piecesOf(text).pieces.filter(
    ({ folded, elided }, i, all) => i === all.length - 1 || !(elided || isStopWord(folded, locale)),
  );
  const last = pieces.at(-1)?.folded;
  if (last === undefined) return [];
  const whole = pieces.slice(0, -1).map(({ folded }) => {
    const stem = stemWord(folded, locale);
    return { ways: [{ terms: [stem], weight: weights.exact, named: false }], optional: false };
  });
  return [...whole, { ways: waysOfBeginning(last, locale, vocabulary), optional: false }];
}

function waysOfBeginning(folded: string, locale: Locale, vocabulary: Vocabulary): AskedWay[] {
  const stem = stemWord(folded, locale);
  const sorted = vocabulary.sorted();
  const from = firstNotBefore(sorted, stem);
  const ways: AskedWay[] = [];
  for (let i = from; i < sorted.length && i - from < maxBeginnings && sorted[i]!.startsWith(stem); i++) {
    const term = sorted[i]!;
    // The stem of the last word alone is no prefix that the person typed.
    if (term.includes(':') || !(term === stem || term.startsWith(folded))) continue;
    ways.push({ terms: [term], weight: term === stem ? weights.exact : weights.beginning, named: true });
  }
  for (const id of thingsBeginning(folded, locale))
    ways.push({ terms: [thingTerm(id)], weight: weights.thing, named: true });
  if (isStopWord(folded, locale)) ways.push({ terms: [smallTerm(folded)], weight: weights.small, named: true });
  return ways;
}
