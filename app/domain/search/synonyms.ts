// What the people of the town say -> what the offers say. Never corrected for typos.
import type { Locale } from '#app/domain/shared/context.ts';
import { tokenise } from './analysis.ts';
import { synonymsEn } from './synonyms-en.ts';
import { synonymsFr } from './synonyms-fr.ts';

export type SynonymLists = {
  /** Words and phrases that mean the same: each finds the others. */
  same: readonly (readonly string[])[];
  /** A word or phrase -> what it also finds, which does not find it. */
  wider: Readonly<Record<string, readonly string[]>>;
};

const lists: Record<Locale, SynonymLists> = { fr: synonymsFr, en: synonymsEn };

/** Every word or phrase that has synonyms, as people write them, each once. */
export function synonymEntries(locale: Locale): [words: string, others: string[]][] {
  const { same, wider } = lists[locale];
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

/** Phrases to search beside these tokens (one word's, or a phrase's), each a list of tokens. */
export function synonymsOf(typed: readonly string[], locale: Locale): readonly string[][] {
  return analysed[locale].get(typed.join(' ')) ?? [];
}

/** How many of the typed tokens from `at` on make one phrase that has synonyms of its own; 1 when they make none. */
export function phraseLength(typed: readonly string[], at: number, locale: Locale): number {
  for (let length = longest; length > 1; length--)
    if (at + length <= typed.length && analysed[locale].has(typed.slice(at, at + length).join(' '))) return length;
  return 1;
}

const analysed = { fr: analyse('fr'), en: analyse('en') };
const longest = Math.max(
  ...Object.values(analysed).flatMap((all) => [...all.keys()].map((key) => key.split(' ').length)),
);

function analyse(locale: Locale): Map<string, string[][]> {
  const all = new Map<string, string[][]>();
  for (const [text, others] of synonymEntries(locale)) {
    const key = tokenise(text, locale).join(' ');
    all.set(key, [...(all.get(key) ?? []), ...others.map((other) => tokenise(other, locale))]);
  }
  return all;
}
