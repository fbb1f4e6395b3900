// The unread words of a search, cut into the longest phrases that have a meaning.
import type { Locale } from '#app/domain/shared/locale.ts';
import { isStopWord, stemWord } from '../analysis.ts';
import { compactTerm } from '../indexed-facts.ts';
import type { Vocabulary } from '../search.ts';
import { phraseLength, synonymsOf } from '../synonyms.ts';
import { longestPhrase, type Meaning } from './phrases.server.ts';
import type { TextPiece } from './pieces.ts';

/** `terms`: stems of its words. `after`: the small word before it ("de", "pour", "our"), or nothing. */
export type SearchedPhrase = Meaning & {
  folded: readonly string[];
  terms: readonly string[];
  after: string;
  /** Other words for it, when it has no meaning of its own: the stems of each. */
  synonyms: readonly (readonly string[])[];
  /** Facts of the index that are called so: a seller's name, a commune. */
  named: readonly string[];
};

/** `hasPlaces`: whether communes are looked for. */
type NameVocabulary = Pick<Vocabulary, 'has'> & { hasPlaces: boolean };

const none: Meaning = { things: new Map(), needs: [] };
const possessives = /^(?:notre|nos|mon|ma|mes|votre|vos|leurs?|our|my|your|their|chez|for|pour)$/;

/** A text of small words alone keeps them. */
export function cutPhrases(pieces: readonly TextPiece[], locale: Locale, vocabulary: NameVocabulary): SearchedPhrase[] {
  const isSmall = (piece: TextPiece) =>
    piece.elided || isStopWord(piece.folded, locale) || isLoneLetter(piece, pieces[pieces.indexOf(piece) + 1]);
  const kept = pieces.filter((piece) => !isSmall(piece));
  const meant = kept.length > 0 ? kept : pieces.filter(({ elided }) => !elided);
  const folded = meant.map((piece) => piece.folded);
  const segments: SearchedPhrase[] = [];
  for (let at = 0; at < meant.length; ) {
    const rest = folded.slice(at);
    const phrase = longestPhrase(rest, locale);
    const name = longestName(rest, vocabulary);
    const isName = name !== null && name.length >= (phrase?.length ?? 0) && (name.length > 1 || !phrase);
    const stems = rest.map((word) => stemWord(word, locale));
    const length = isName ? name.length : (phrase?.length ?? phraseLength(stems, 0, locale));
    const part = rest.slice(0, length);
    const before = pieces[pieces.indexOf(meant[at]!) - 1];
    segments.push({
      ...((!isName && phrase?.meaning) || none),
      folded: part,
      terms: part.map((word) => stemWord(word, locale)),
      after: before && (isSmall(before) || possessives.test(before.folded)) ? before.folded : '',
      synonyms:
        phrase || isName
          ? []
          : synonymsOf(
              part.map((word) => stemWord(word, locale)),
              locale,
            ),
      named: isName ? name.facts : [],
    });
    at += length;
  }
  return segments;
}

/** The "x" of "6 x 12", not the "e" of "e-mail". */
function isLoneLetter({ folded, touches }: TextPiece, next: TextPiece | undefined): boolean {
  return /^[a-z]$/.test(folded) && !touches && !next?.touches;
}

const maxNameLength = 5;

/** The longest name of a seller or commune at the beginning of some folded words. */
function longestName(
  folded: readonly string[],
  vocabulary: NameVocabulary,
): { length: number; facts: string[] } | null {
  for (let length = Math.min(maxNameLength, folded.length); length > 0; length--) {
    const compact = compactTerm(folded.slice(0, length).join(' '));
    const names = vocabulary.hasPlaces ? [`seller:${compact}`, `in:${compact}`] : [`seller:${compact}`];
    const facts = names.filter((fact) => vocabulary.has(fact));
    if (facts.length > 0) return { length, facts };
  }
  return null;
}
