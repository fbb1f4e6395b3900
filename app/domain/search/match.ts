// Typed words -> offers that contain them, with a score. First exact words, prefixes and synonyms; typos only if
// those find little; if no offer has every word, the offers that have most of them.
import type { Locale } from '#app/domain/shared/locale.ts';
import { asTyped, nearOf, phrasesOf, type TermGroup } from './alternatives.ts';
import type { TypedWord } from './analysis.ts';
import type { Columns } from './columns.ts';
import { fewResults, weights } from './ranking-weights.ts';
import type { SearchPage } from './search.ts';
import type { TermIndex } from './term-index.ts';

export type Hits = {
  /** Live slots. */
  slots: Int32Array;
  count: number;
  /** By slot, valid for `slots` only; higher is better. The next match overwrites it. */
  score: Float32Array;
  matched: SearchPage['matched'];
  /** Tokens that were searched for the typed words: those to mark in a name. */
  marks: string[];
  /** Position of a typed word that only typo matches could replace -> the nearest of them. */
  meant: Map<number, string>;
};

/** Maximum weight of a word outside the name, rounded as the Float32Array of weights rounds it. */
const maxOutside = Math.fround(weights.exact * weights.elsewhere);

/** Work arrays by slot, shared by all matches; they grow with the columns. */
export type Scratch = {
  total: Float32Array;
  best: Float32Array;
  groups: Uint8Array;
  inName: Uint8Array;
  touched: Int32Array;
  everTouched: Int32Array;
};

export function makeScratch(size: number): Scratch {
  return {
    total: new Float32Array(size),
    best: new Float32Array(size),
    groups: new Uint8Array(size),
    inName: new Uint8Array(size),
    touched: new Int32Array(size),
    everTouched: new Int32Array(size),
  };
}

export function matchTerms(
  terms: TermIndex,
  columns: Columns,
  scratch: Scratch,
  typed: readonly TypedWord[],
  locale: Locale,
): Hits {
  const asked = phrasesOf(typed, locale);
  const plain = asked.map((phrase, i) => asTyped(terms, phrase, i === asked.length - 1, locale));
  let found = evaluate(terms, columns, scratch, plain, plain.length);
  let matched: Hits['matched'] = 'exact';
  const meant = new Map<number, string>();
  let groups = plain;
  if (found.count < fewResults) {
    const near = asked.map((phrase, i) => nearOf(terms, phrase, i === asked.length - 1));
    near.forEach((ones, i) => {
      if (ones.length > 0 && plain[i]!.length === 0)
        meant.set(typed.indexOf(asked[i]![0]!), terms.tokens[ones[0]!.tokens[0]!]!);
    });
    if (near.some((ones) => ones.length > 0)) {
      groups = plain.map((group, i) => [...group, ...near[i]!]);
      const exact = found.count;
      found = evaluate(terms, columns, scratch, groups, groups.length);
      if (exact === 0 && found.count > 0) matched = 'typo';
    }
    for (
      let minTerms = groups.length - 1;
      found.count === 0 && minTerms >= Math.max(1, groups.length / 3);
      minTerms--
    ) {
      found = evaluate(terms, columns, scratch, groups, minTerms);
      if (found.count > 0) matched = 'some';
    }
  }
  addNameBonus(terms, scratch, found, typed[0]!.token, groups.length);
  return { ...found, score: scratch.total, matched, marks: marksOf(terms, groups), meant };
}

/**
 * Slots that match at least `least` of the groups. Score: the sum of rarity times weight over the matched
 * groups, divided by the sum of the rarities of all groups.
 */
function evaluate(
  terms: TermIndex,
  columns: Columns,
  scratch: Scratch,
  groups: readonly TermGroup[],
  minTerms: number,
): Pick<Hits, 'slots' | 'count'> {
  const { total, best, groups: matchedGroups, inName, touched, everTouched } = scratch;
  let ever = 0;
  let rarities = 0;
  for (const group of groups) {
    let count = 0;
    const touch = (slot: number, weight: number) => {
      if (best[slot] === 0) touched[count++] = slot;
      if (weight > best[slot]!) best[slot] = weight;
    };
    for (const { tokens, weight } of group) spread(terms, tokens, weight, touch);
    const rarity = Math.log(1 + columns.live / (count + 1));
    rarities += rarity;
    for (let i = 0; i < count; i++) {
      const slot = touched[i]!;
      if (matchedGroups[slot] === 0) {
        everTouched[ever++] = slot;
        total[slot] = 0;
        inName[slot] = 0;
      }
      matchedGroups[slot]!++;
      total[slot]! += rarity * best[slot]!;
      if (best[slot]! > maxOutside) inName[slot]!++;
      best[slot] = 0;
    }
  }
  let count = 0;
  const slots = new Int32Array(ever);
  for (let i = 0; i < ever; i++) {
    const slot = everTouched[i]!;
    if (matchedGroups[slot]! >= minTerms && columns.alive[slot] === 1) {
      slots[count++] = slot;
      total[slot]! /= rarities;
    }
    matchedGroups[slot] = 0;
  }
  return { slots: slots.subarray(0, count), count };
}

/** Calls `touch` for every slot that has all tokens; full weight only if each token is in the name. */
function spread(
  terms: TermIndex,
  tokens: number[],
  weight: number,
  touch: (slot: number, weight: number) => void,
): void {
  const outside = weight * weights.elsewhere;
  if (tokens.length === 1) {
    const { codes, count } = terms.postings[tokens[0]!]!;
    for (let i = 0; i < count; i++) touch(codes[i]! >> 1, (codes[i]! & 1) === 1 ? weight : outside);
    return;
  }
  const [rarest, ...others] = tokens.map((id) => terms.postings[id]!).sort((a, b) => a.count - b.count) as [
    TermIndex['postings'][number],
    ...TermIndex['postings'],
  ];
  let holds = new Map<number, number>();
  for (let i = 0; i < rarest.count; i++) holds.set(rarest.codes[i]! >> 1, rarest.codes[i]! & 1);
  for (const { codes, count } of others) {
    const both = new Map<number, number>();
    for (let i = 0; i < count; i++) {
      const slot = codes[i]! >> 1;
      const named = holds.get(slot);
      if (named !== undefined) both.set(slot, named & codes[i]! & 1);
    }
    holds = both;
  }
  for (const [slot, named] of holds) touch(slot, named === 1 ? weight : outside);
}

/**
 * Adds a bonus if the name begins with the first word, and one if all words are in the name: a short name gets
 * more.
 */
function addNameBonus(
  terms: TermIndex,
  { total, inName }: Scratch,
  { slots, count }: Pick<Hits, 'slots' | 'count'>,
  beginning: string,
  groups: number,
): void {
  for (let i = 0; i < count; i++) {
    const slot = slots[i]!;
    const first = terms.firstWord[slot]!;
    if (first >= 0 && terms.tokens[first]!.startsWith(beginning)) total[slot]! += weights.nameBegins;
    if (inName[slot] === groups) total[slot]! += weights.nameOnly / terms.nameLength[slot]!;
  }
}

function marksOf(terms: TermIndex, groups: readonly TermGroup[]): string[] {
  return [...new Set(groups.flatMap((group) => group.flatMap(({ tokens }) => tokens.map((id) => terms.tokens[id]!))))];
}
