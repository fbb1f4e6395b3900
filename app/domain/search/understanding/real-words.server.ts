// Whether a word is one of French or English: such a word is never corrected into another. The words are those of the
// packages dictionary-fr and dictionary-en, packed by bin/pack-lexicon.ts.
import { readFileSync } from 'node:fs';
import { isInFilter } from './bloom.ts';

const filter = new Uint8Array(readFileSync('app/domain/search/understanding/lexicon.bin'));

/** `folded`: without capitals and accents. */
export function isRealWord(folded: string): boolean {
  return isInFilter(filter, folded);
}
