// The terms that a search asks for -> filters of Meilisearch, and the score of an offer that it found: the same as the
// embedded engine's (match.ts), so that both answer alike. Pure.
import { weights } from '../ranking-weights.ts';
import type { AskedGroup } from '../search.ts';

/** `begins`: whether a name that begins with the term gets a bonus. */
export type AskedTerms = { groups: readonly AskedGroup[]; begins: (term: string) => boolean };

/** An offer as Meilisearch returns it: the terms of its name, in order, and its facts; those found only elsewhere. */
export type FoundOffer = { id: number; named: readonly string[]; elsewhere?: readonly string[]; nameLength: number };

/** The document that is the mark of an index (mark.server.ts), and the filter that keeps it out of a search. */
export const markId = 0;
export const noMark = `NOT id = ${markId}`;

/** No offer. */
export const never = 'id = -1';

/** Offers that have one way of the group; in their name or facts alone with `inName`. */
export function groupFilter({ ways }: AskedGroup, inName: boolean): string {
  const single = ways.filter(({ terms }) => terms.length === 1);
  const anywhere = inName ? [] : single.filter(({ named }) => !named).flatMap(({ terms }) => terms);
  const parts = [
    ...(single.length > 0 ? [`named IN [${single.map(({ terms }) => quoted(terms[0]!)).join(', ')}]`] : []),
    ...(anywhere.length > 0 ? [`elsewhere IN [${anywhere.map(quoted).join(', ')}]`] : []),
    ...ways
      .filter(({ terms }) => terms.length > 1)
      .map(({ terms, named }) => `(${terms.map((term) => termFilter(term, named || inName)).join(' AND ')})`),
  ];
  return parts.length === 0 ? never : `(${parts.join(' OR ')})`;
}

/** Offers that have every required group. */
export function everyGroup({ groups }: AskedTerms, inName: boolean): string {
  const required = groups.filter(({ optional }) => !optional);
  return required.length === 0 ? never : required.map((group) => groupFilter(group, inName)).join(' AND ');
}

/** Offers that have at least so many of the groups; null if that would be too long to ask. */
export function someGroups({ groups }: AskedTerms, min: number): string | null {
  const filters = groups.map((group) => groupFilter(group, false));
  const chosen = combinations(filters, min, maxCombinations);
  const asked = chosen && `(${chosen.map((some) => `(${some.join(' AND ')})`).join(' OR ')})`;
  return asked && asked.length <= maxLetters ? asked : null;
}

const maxCombinations = 100;
const maxLetters = 50_000;

function combinations(filters: readonly string[], size: number, max: number): string[][] | null {
  let found: string[][] = [[]];
  let all: string[][] = [];
  for (const [i, filter] of filters.entries()) {
    const longer = found.map((some) => [...some, filter]);
    all.push(...longer.filter((some) => some.length === size));
    // Only what can still become long enough.
    found = [...found, ...longer.filter((some) => some.length < size)].filter(
      (some) => some.length + filters.length - i - 1 >= size,
    );
    if (all.length > max || found.length > max * 10) return null;
  }
  all = all.filter((some) => some.length === size);
  return all;
}

/** Whether no term outside a name can weigh more than one in it. */
export function isNameEnough({ groups }: AskedTerms): boolean {
  return groups.every(({ ways, optional }) => {
    const outside = ways.filter(({ named }) => !named).map(({ weight }) => weight * weights.elsewhere);
    return optional ? outside.length === 0 : ways.every(({ weight }) => outside.every((other) => other <= weight));
  });
}

/** Weight of each group in the score; as for `scorer`, the rarer the heavier. */
export function raritiesOf({ groups }: AskedTerms, counts: readonly number[], offers: number): number[] {
  return groups.map(({ optional }, i) => (optional ? weights.optional : Math.log(1 + offers / (counts[i]! + 1))));
}

/** The score of `scorer` (match.ts), from the terms of one offer. */
export function scoreOf({ groups, begins }: AskedTerms, rarities: readonly number[], offer: FoundOffer): number {
  const named = new Set(offer.named);
  const elsewhere = new Set(offer.elsewhere ?? []);
  let total = 0;
  let inName = 0;
  let required = 0;
  for (const [g, { ways, optional }] of groups.entries()) {
    if (!optional) required++;
    const best = bestWay(ways, named, elsewhere);
    total = Math.fround(total + rarities[g]! * best.weight);
    if (best.named && !optional) inName++;
  }
  total = Math.fround(total / rarities.reduce((sum, rarity) => sum + rarity, 0));
  if (offer.nameLength > 0 && begins(offer.named[0]!)) total = Math.fround(total + weights.nameBegins);
  if (inName === required) total = Math.fround(total + weights.nameOnly / offer.nameLength);
  return total;
}

function bestWay(ways: AskedGroup['ways'], named: ReadonlySet<string>, elsewhere: ReadonlySet<string>) {
  const best = { weight: 0, named: false };
  for (const way of ways) {
    const isNamed = way.terms.every((term) => named.has(term));
    if (!isNamed && (way.named || !way.terms.every((term) => named.has(term) || elsewhere.has(term)))) continue;
    const weight = Math.fround(isNamed ? way.weight : way.weight * weights.elsewhere);
    if (weight <= best.weight) continue;
    best.weight = weight;
    best.named = isNamed;
  }
  return best;
}

function termFilter(term: string, inName: boolean): string {
  return inName ? `named = ${quoted(term)}` : `(named = ${quoted(term)} OR elsewhere = ${quoted(term)})`;
}

export function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
