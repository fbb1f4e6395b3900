// The words and phrases that search knows by their meaning: names of things, and needs. Built once from the shipped data.

import type { Category } from '#app/domain/catalogue/offer.ts';
import { namesOfThing, shippedThings, type Thing } from '#app/domain/catalogue/things.server.ts';
import { type BySource, byLocale, type Locale, locales, perLocale } from '#app/domain/shared/locale.ts';
import { foldText, stemWord, tokensOf, typedWords } from '../analysis.ts';
import { firstNotBefore } from '../term-index.ts';
import { type SearchNeed, shippedNeeds } from './needs.server.ts';

/** `things`: by id, how well the phrase names each: 1 its own name, less another one. */
export type Meaning = { things: ReadonlyMap<string, number>; needs: readonly SearchNeed[] };

type Phrases = {
  /** By stems joined by spaces. */
  spaced: Map<string, Meaning>;
  /** By the whole phrase as one stemmed word, so that it is found however it is cut. */
  compact: Map<string, Meaning>;
  /** Words that say nothing, as they stand: "moi" is none for "mois". */
  fillers: Map<string, SearchNeed>;
  /** Beginnings of words. */
  roots: { root: string; need: SearchNeed }[];
  /** Every word of the phrases: stem -> as written, without accents. */
  terms: Map<string, string>;
  sorted: string[];
  /** Names of things as typed, without accents, and the things of each. */
  names: { things: Map<string, string[]>; sorted: string[] };
  /** Stem of a word -> the shelves of things that have a longer name with it; those that begin with it first. */
  within: Map<string, { shelf: Category; begins: boolean }[]>;
};

const weights = { name: 1, other: 0.96, foreign: 0.95, kind: 0.85 } as const;
const maxLength = 6;

/** Whether the last word of a name says what it is, and not the first. */
export const nounIsLast: BySource<boolean> = { fr: false, en: true };

const phrases: Readonly<Record<Locale, Phrases>> = perLocale(phrasesIn);

/** A meaning of the first `length` of some folded words; the language of the reader counts first. */
export type FoundPhrase = { length: number; meaning: Meaning };

/**
 * The longest phrase at the beginning of these folded words, in the language or, where that has none, in another one.
 * `stops`: positions of words that phrases leave out.
 */
export function longestPhrase(folded: readonly string[], locale: Locale): FoundPhrase | null {
  for (let length = Math.min(maxLength, folded.length); length > 0; length--) {
    const part = folded.slice(0, length);
    const own = meaningOf(part, locale);
    if (own) return { length, meaning: own };
    for (const other of locales) {
      const foreign = other === locale ? undefined : meaningOf(part, other);
      if (foreign) return { length, meaning: weakened(foreign) };
    }
  }
  return null;
}

/** Words of the phrases that begin nothing else: what a misspelt word may have meant. */
export function phraseTerms(locale: Locale): Pick<Phrases, 'terms' | 'sorted'> {
  return phrases[locale];
}

const maxThings = 12;
const minLetters = 3;

/** Things that have a name which begins with these letters, from three on; at most twelve. */
export function thingsBeginning(folded: string, locale: Locale): string[] {
  if (folded.length < minLetters) return [];
  const { names } = phrases[locale];
  const found = new Set<string>();
  for (let i = firstNotBefore(names.sorted, folded); names.sorted[i]?.startsWith(folded) && found.size < maxThings; i++)
    for (const id of names.things.get(names.sorted[i]!) ?? []) found.add(id);
  return [...found];
}

/** The shelf of most things that are called so and something more: "casque" of "casque de chantier". */
export function shelfWithin(stem: string, locale: Locale): Category | null {
  const found = locales.flatMap((one) => (one === locale ? (phrases[one].within.get(stem) ?? []) : []));
  const first = found.some(({ begins }) => begins) ? found.filter(({ begins }) => begins) : found;
  const counts = Map.groupBy(first, ({ shelf }) => shelf);
  return [...counts].sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}

function meaningOf(part: readonly string[], locale: Locale): Meaning | undefined {
  const { spaced, compact, roots, fillers } = phrases[locale];
  const found =
    spaced.get(part.map((word) => stemWord(word, locale)).join(' ')) ?? compact.get(stemWord(part.join(''), locale));
  if (part.length > 1) return found;
  const filler = fillers.get(part[0]!);
  const begun = roots.filter(({ root }) => part[0]!.startsWith(root)).map(({ need }) => need);
  const needs = filler ? [...begun, filler] : begun;
  if (needs.length === 0) return found;
  return { things: found?.things ?? new Map(), needs: [...new Set([...(found?.needs ?? []), ...needs])] };
}

function weakened({ things, needs }: Meaning): Meaning {
  return { things: new Map([...things].map(([id, weight]) => [id, weight * weights.foreign])), needs };
}

function phrasesIn(locale: Locale): Phrases {
  const found: Phrases = {
    spaced: new Map(),
    compact: new Map(),
    fillers: new Map(),
    roots: [],
    terms: new Map(),
    sorted: [],
    within: new Map(),
    names: { things: new Map(), sorted: [] },
  };
  const add = (phrase: string, meaning: Meaning) => {
    const typed = typedWords(phrase, locale);
    const keys = [
      [found.spaced, typed.map(({ token }) => token).join(' ')],
      [found.compact, stemWord(typed.map(({ raw }) => raw).join(''), locale)],
    ] as const;
    for (const [map, key] of keys) map.set(key, both(map.get(key), meaning));
  };
  for (const thing of shippedThings) {
    for (const [i, name] of namesOfThing(thing, locale).entries()) {
      add(name, { things: new Map([[thing.id, i === 0 ? weights.name : weights.other]]), needs: [] });
      const folded = foldText(name);
      found.names.things.set(folded, [...(found.names.things.get(folded) ?? []), thing.id]);
      const typed = typedWords(name, locale);
      for (const [at, { raw, token }] of typed.entries()) {
        found.terms.set(token, raw);
        if (typed.length > 1)
          found.within.set(token, [...(found.within.get(token) ?? []), { shelf: thing.shelf, begins: at === 0 }]);
      }
    }
  }
  for (const need of shippedNeeds)
    for (const term of need.terms[locale] ?? need.terms.fr) {
      if (need.kind === 'filler') found.fillers.set(foldText(term), need);
      else if (term.endsWith('*')) found.roots.push({ root: foldText(term.slice(0, -1)), need });
      else add(term, { things: new Map(), needs: [need] });
      const isNoun = need.kind !== 'filler' && need.kind !== 'soft';
      if (isNoun && !term.endsWith('*')) for (const token of tokensOf(term, locale)) note(found.terms, token, term);
    }
  for (const thing of shippedThings) {
    const [general] = shippedThings.filter((other) => isKindOf(thing, other, locale));
    if (general) add(namesOfThing(general, locale)[0]!, { things: new Map([[thing.id, weights.kind]]), needs: [] });
    for (const name of general ? namesOfThing(general, locale).slice(1) : [])
      add(name, { things: new Map([[thing.id, weights.kind]]), needs: [] });
  }
  found.names.sorted = [...found.names.things.keys()].sort();
  found.sorted = [...found.terms.keys()].filter((token) => token.length > 2).sort();
  return found;
}

/** Whether a thing is called as another one and an adjective: a vegan lunch is a lunch. */
function isKindOf(thing: Thing, other: Thing, locale: Locale): boolean {
  const [own, general] = [thing, other].map((one) => foldText(namesOfThing(one, locale)[0]!));
  if (thing === other) return false;
  const isKind = byLocale(nounIsLast, locale) ? own!.endsWith(` ${general}`) : own!.startsWith(`${general} `);
  return isKind && own!.split(' ').length === general!.split(' ').length + 1;
}

function note(terms: Map<string, string>, token: string, term: string): void {
  if (!terms.has(token) && !term.includes(' ')) terms.set(token, foldText(term));
}

function both(one: Meaning | undefined, other: Meaning): Meaning {
  if (!one) return other;
  const things = new Map(one.things);
  for (const [id, weight] of other.things) things.set(id, Math.max(weight, things.get(id) ?? 0));
  return { things, needs: [...new Set([...one.needs, ...other.needs])] };
}
