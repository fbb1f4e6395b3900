// Words that no list has, and what they may have been meant to be.
import type { Locale } from '#app/domain/shared/locale.ts';
import { stemWord } from '../analysis.ts';
import type { Vocabulary } from '../search.ts';
import { longestPhrase, phraseTerms } from './phrases.server.ts';
import { piecesOf, typedOf } from './pieces.ts';
import { isRealWord } from './real-words.server.ts';
import { nearTerms, slipsAllowed } from './spelling.ts';

/** So many meanings of one word are looked at. */
export const maxCorrections = 6;

/** Typed words that neither language, nor the market, nor any phrase has. */
export function listUnknown(text: string, locale: Locale, vocabulary: Vocabulary): string[] {
  return piecesOf(text)
    .pieces.filter(({ folded, elided }) => !elided && slipsAllowed(folded) > 0 && /^[a-z]+$/.test(folded))
    .filter(
      ({ folded }) =>
        !isRealWord(folded) && !longestPhrase([folded], locale) && !vocabulary.has(stemWord(folded, locale)),
    )
    .map((piece) => typedOf([piece]));
}

/** `spelt`: as it would be typed. `cost`: by slips. `isSplit`: two words written together. */
type Meant = { spelt: string; cost: number; isSplit: boolean };

/** Words that an unknown one may be: two of them written together, or one a few slips away. */
export function spellingsOf(typed: string, locale: Locale, vocabulary: Vocabulary): Meant[] {
  const folded = piecesOf(typed).pieces[0]!.folded;
  const { terms, sorted } = phraseTerms(locale);
  const isKnown = (word: string) => longestPhrase([word], locale) !== null || vocabulary.has(stemWord(word, locale));
  const splits = Array.from({ length: Math.max(0, folded.length - 3) }, (_, i) => i + 1)
    .filter(
      (at) =>
        (at > 2 || /^[ld]/.test(folded)) &&
        at !== 2 &&
        isKnown(folded.slice(at)) &&
        (at === 1 || isKnown(folded.slice(0, at))),
    )
    .map((at) => ({
      spelt: `${folded.slice(0, at)}${at === 1 ? "'" : ' '}${folded.slice(at)}`,
      cost: 0.6,
      isSplit: true,
    }));
  const stem = stemWord(folded, locale);
  const near = [
    ...nearTerms(sorted, folded, stem, maxCorrections).map((one) => ({ ...one, spelt: terms.get(one.term)! })),
    ...nearTerms(vocabulary.sorted(), folded, stem, maxCorrections).map((one) => ({
      ...one,
      spelt: terms.get(one.term) ?? one.term,
      cost: one.cost + 0.1,
    })),
  ];
  const all = [...splits, ...near.map(({ spelt, cost }) => ({ spelt, cost, isSplit: false }))].sort(
    (a, b) => a.cost - b.cost,
  );
  return all.filter(({ spelt }, i) => all.findIndex((other) => other.spelt === spelt) === i).slice(0, maxCorrections);
}
