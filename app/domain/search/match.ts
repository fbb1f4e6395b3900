// Typed words -> offers that contain them, with a score. First exact words, prefixes and synonyms; typos only if
// those find little; if no offer has every word, the offers that have most of them.
import type { Locale } from '#app/domain/shared/locale.ts';
import { asTyped, nearOf, phrasesOf, type TermGroup } from './alternatives.ts';
import type { TypedWord } from './analysis.ts';
import { type Bits, countBits, hasBit, invert, keepBoth } from './bits.ts';
import { type Columns, lendBits, listSlots } from './columns.ts';
import { fewResults, weights } from './ranking-weights.ts';
import { lendCopy } from './scratch.ts';
import type { SearchPage } from './search.ts';
import { type Postings, type TermIndex, tokensBeginning } from './term-index.ts';

export type Hits = {
  /** Live slots that match. */
  slots: Bits;
  matched: SearchPage['matched'];
  /** Tokens that were searched for the typed words: those to mark in a name. */
  marks: string[];
  /** Position of a typed word that only typo matches could replace -> the nearest of them. */
  meant: Map<number, string>;
  groups: readonly GroupMatch[];
  terms: TermIndex;
  /** By token: 1 if a name that begins with it gets a bonus. */
  begins: () => Uint8Array;
};

/** The live slots that match a group, by the weight of their best match; heaviest first. */
export type GroupMatch = {
  slots: Bits;
  rarity: number;
  levels: { weight: number; named: boolean; slots: Bits }[];
  /** An optional group excludes no offer, and a name is right without it. */
  optional?: boolean;
};

export function matchTerms(terms: TermIndex, columns: Columns, typed: readonly TypedWord[], locale: Locale): Hits {
  const asked = phrasesOf(typed, locale);
  const plain = asked.map((phrase, i) => asTyped(terms, phrase, i === asked.length - 1, locale));
  let groups = plain;
  let matches = plain.map((group) => matchGroup(terms, columns, group));
  let slots = inEvery(columns, matches);
  let count = countBits(slots);
  let matched: Hits['matched'] = 'exact';
  const meant = new Map<number, string>();
  if (count < fewResults) {
    const near = asked.map((phrase, i) => nearOf(terms, phrase, i === asked.length - 1));
    near.forEach((ones, i) => {
      if (ones.length > 0 && plain[i]!.length === 0)
        meant.set(typed.indexOf(asked[i]![0]!), terms.tokens[ones[0]!.tokens[0]!]!);
    });
    if (near.some((ones) => ones.length > 0)) {
      groups = plain.map((group, i) => [...group, ...near[i]!]);
      matches = groups.map((group, i) => (near[i]!.length > 0 ? matchGroup(terms, columns, group) : matches[i]!));
      slots = inEvery(columns, matches);
      const exact = count;
      count = countBits(slots);
      if (exact === 0 && count > 0) matched = 'typo';
    }
    const best = count === 0 ? withMaxGroups(columns, matches) : null;
    if (best) [slots, matched] = [best, 'some'];
  }
  const begins = () => tokensThatBegin(terms, typed[0]!.token);
  return { slots, matched, marks: marksOf(terms, groups), meant, groups: matches, terms, begins };
}

/**
 * Score of a slot, higher is better: the sum of rarity times weight over the matched groups, divided by the
 * sum of the rarities of all groups, plus a bonus if the name begins with the first word, and one if all words are
 * in the name: a short name gets more. Rounded to 32 bits at each step.
 */
export function scorer({ groups, terms, ...hits }: Hits): (slot: number) => number {
  const rarities = groups.reduce((sum, { rarity }) => sum + rarity, 0);
  const required = groups.filter(({ optional }) => !optional).length;
  const begins = hits.begins();
  return (slot) => {
    const [word, bit] = [slot >>> 5, 1 << (slot & 31)];
    let total = 0;
    let inName = 0;
    for (let g = 0; g < groups.length; g++) {
      const { levels, rarity, optional } = groups[g]!;
      for (let l = 0; l < levels.length; l++) {
        const level = levels[l]!;
        if ((level.slots[word]! & bit) === 0) continue;
        total = Math.fround(total + rarity * level.weight);
        if (level.named && !optional) inName++;
        break;
      }
    }
    total = Math.fround(total / rarities);
    const first = terms.firstWord[slot]!;
    if (first >= 0 && begins[first] === 1) total = Math.fround(total + weights.nameBegins);
    if (inName === required) total = Math.fround(total + weights.nameOnly / terms.nameLength[slot]!);
    return total;
  };
}

/** By token: 1 if it begins with the text. */
function tokensThatBegin(terms: TermIndex, text: string): Uint8Array {
  const begins = new Uint8Array(terms.tokens.length);
  for (const token of tokensBeginning(terms, text, Number.POSITIVE_INFINITY)) begins[terms.ids.get(token)!] = 1;
  return begins;
}

/** A weight counts in full only where each token is in the name; elsewhere a `named` alternative counts nothing. */
export function matchGroup(terms: TermIndex, columns: Columns, group: TermGroup): GroupMatch {
  const levels = new Map<number, GroupMatch['levels'][number]>();
  const levelOf = (weight: number, named: boolean): Bits => {
    const rounded = Math.fround(weight);
    const level = levels.get(rounded) ?? { weight: rounded, named, slots: lendBits(columns) };
    levels.set(rounded, level);
    return level.slots;
  };
  const slots = lendBits(columns);
  let count = 0;
  for (const { tokens, weight, inName } of group) {
    const [named, outside] = [levelOf(weight, true), inName ? null : levelOf(weight * weights.elsewhere, false)];
    const postings = tokens.length === 1 ? terms.postings[tokens[0]!]! : intersectPostings(terms, columns, tokens);
    count += addPostings(postings, columns.alive, slots, named, outside);
  }
  return {
    slots,
    rarity: Math.log(1 + columns.live / (count + 1)),
    levels: [...levels.values()].sort((a, b) => b.weight - a.weight),
  };
}

/** Adds the live slots; returns how many of them were not in `slots` before. */
function addPostings({ codes, count }: Postings, alive: Bits, slots: Bits, named: Bits, outside: Bits | null): number {
  let added = 0;
  for (let i = 0; i < count; i++) {
    const code = codes[i]!;
    const word = code >>> 6;
    const bit = 1 << ((code >>> 1) & 31);
    if ((alive[word]! & bit) === 0) continue;
    if ((code & 1) === 1) named[word]! |= bit;
    else if (outside === null) continue;
    else outside[word]! |= bit;
    if ((slots[word]! & bit) !== 0) continue;
    slots[word]! |= bit;
    added++;
  }
  return added;
}

/** Slots that have all tokens, in the name where each is in the name. */
function intersectPostings(terms: TermIndex, columns: Columns, tokens: readonly number[]): Postings {
  const [all, named] = [invert(lendBits(columns)), invert(lendBits(columns))];
  for (const token of tokens) {
    const [slots, here, elsewhere] = [lendBits(columns), lendBits(columns), lendBits(columns)];
    addPostings(terms.postings[token]!, columns.alive, slots, here, elsewhere);
    keepBoth(all, slots);
    keepBoth(named, here);
  }
  const codes = listSlots(columns, all, countBits(all));
  for (let i = 0; i < codes.length; i++) codes[i] = codes[i]! * 2 + (hasBit(named, codes[i]!) ? 1 : 0);
  return { codes, count: codes.length };
}

export function inEvery({ scratch }: Columns, matches: readonly GroupMatch[]): Bits {
  const [first, ...others] = matches;
  const slots = lendCopy(scratch, first!.slots);
  for (const match of others) keepBoth(slots, match.slots);
  return slots;
}

/**
 * Slots in as many of the groups as any slot is; null if that is in less than a third of them. The number of groups
 * of each slot is counted in binary, a set of slots for each digit.
 */
function withMaxGroups(columns: Columns, matches: readonly GroupMatch[]): Bits | null {
  const length = matches[0]!.slots.length;
  const digits = Array.from({ length: 4 }, () => lendBits(columns));
  for (const { slots } of matches)
    for (let w = 0; w < length; w++) {
      let carry = slots[w]!;
      for (let d = 0; carry !== 0; d++) {
        const digit = digits[d]!;
        const both = digit[w]! & carry;
        digit[w]! ^= carry;
        carry = both;
      }
    }
  for (let groups = matches.length - 1; groups >= Math.max(1, matches.length / 3); groups--) {
    const slots = invert(lendBits(columns));
    for (const [d, digit] of digits.entries())
      keepBoth(slots, (groups >>> d) & 1 ? digit : invert(lendCopy(columns.scratch, digit)));
    if (slots.some((word) => word !== 0)) return slots;
  }
  return null;
}

export function marksOf(terms: TermIndex, groups: readonly TermGroup[]): string[] {
  return [...new Set(groups.flatMap((group) => group.flatMap(({ tokens }) => tokens.map((id) => terms.tokens[id]!))))];
}
