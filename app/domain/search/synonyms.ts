// Search synonyms: words that people of the town use -> words that offers use. Typos are not corrected here.
import { type BySource, byLocale, type Locale, perLocale } from '#app/domain/shared/locale.ts';
import { tokensOf } from './analysis.ts';
import type { SynonymLists } from './synonym-lists.ts';
import { synonymsEn } from './synonyms-en.ts';
import { synonymsFr } from './synonyms-fr.ts';

/** A language without its own lists has the French ones, as its analyser is the French one. */
const lists: BySource<SynonymLists> = { fr: synonymsFr, en: synonymsEn };

/** Every word or phrase that has synonyms, unstemmed, each once. */
function synonymEntries(locale: Locale): [term: string, others: string[]][] {
  const { same, wider } = byLocale(lists, locale);
  const entries = new Map<string, string[]>();
  const add = (text: string, others: readonly string[]) =>
    entries.set(text, [...new Set([...(entries.get(text) ?? []), ...others])]);
  for (const group of same)
    for (const text of group)
      add(
        text,
        group.filter((other) => other !== text),
      );
  for (const [text, others] of Object.entries(wider)) add(text, others);
  return [...entries];
}

/** Synonyms of these tokens (of one word or one phrase), each as a list of tokens. */
export function synonymsOf(typed: readonly string[], locale: Locale): readonly string[][] {
  return analysed[locale].get(typed.join(' ')) ?? [];
}

/** Number of tokens, from `at` on, of the longest phrase that has synonyms; 1 if there is none. */
export function phraseLength(typed: readonly string[], at: number, locale: Locale): number {
  for (let length = longest; length > 1; length--)
    if (at + length <= typed.length && analysed[locale].has(typed.slice(at, at + length).join(' '))) return length;
  return 1;
}

const analysed = perLocale(analyse);
const longest = Math.max(
  ...Object.values(analysed).flatMap((all) => [...all.keys()].map((key) => key.split(' ').length)),
);

function analyse(locale: Locale): Map<string, string[][]> {
  const all = new Map<string, string[][]>();
  for (const [text, others] of synonymEntries(locale)) {
    const key = tokensOf(text, locale).join(' ');
    all.set(key, [...(all.get(key) ?? []), ...others.map((other) => tokensOf(other, locale))]);
  }
  return all;
}
