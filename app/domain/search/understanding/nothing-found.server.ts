// The answer to a search that finds no offer: the things that it names, the nearest shelf, and things that could stand in.
import type { Category } from '#app/domain/catalogue/offer.ts';
import { thingOf } from '#app/domain/catalogue/things.server.ts';
import { byLocale, type Locale } from '#app/domain/shared/locale.ts';
import { thingTerm } from '../indexed-facts.ts';
import type { Vocabulary } from '../search.ts';
import type { SearchedPhrase } from './cut-phrases.server.ts';
import { nounIsLast, shelfWithin } from './phrases.server.ts';
import type { ReadChip } from './read-chip.ts';

/**
 * `things`: ids of what was named and is not sold. `instead`: ids of things that can do the same job, the nearest first. `sold`: the thing
 * that the whole search names, when it is sold but not under the search's conditions.
 */
export type UnansweredMeaning = {
  shelf: Category | null;
  things: readonly string[];
  instead: readonly string[];
  sold: string | null;
};

/** Conditions that no other thing meets by standing in. */
const conditions: readonly ReadChip['name'][] = ['diet', 'label', 'day', 'week', 'kind'];

export function nothingOf(
  segments: readonly SearchedPhrase[],
  chips: readonly ReadChip[],
  locale: Locale,
  vocabulary: Vocabulary,
): UnansweredMeaning {
  const meant = segments.filter(
    ({ things, needs }) => things.size > 0 || needs.every(({ kind }) => !silent.includes(kind)),
  );
  const named = meant.filter(({ things }) => things.size > 0);
  // In French the noun comes first, in English last; of a phrase with "of" or "for" the first in both.
  const head = byLocale(nounIsLast, locale) && named.every(({ after }) => after === '') ? named.at(-1) : named[0];
  const best = [...(head?.things ?? [])].sort(([, a], [, b]) => b - a).map(([id]) => id);
  const isSold = best.some((id) => vocabulary.has(thingTerm(id)));
  const isWhole = meant.length === 1 && head === meant[0];
  const shelf = isWhole || !isSold ? best.map((id) => thingOf(id).shelf)[0] : undefined;
  const instead =
    isWhole && !isSold && !chips.some(({ name }) => conditions.includes(name))
      ? best.flatMap((id) => thingOf(id).instead)
      : [];
  return {
    shelf: shelf ?? shelfOf(meant, head, best, locale),
    things: isSold ? [] : best,
    instead: [...new Set(instead)],
    sold: isSold && isWhole ? best[0]! : null,
  };
}

const silent: readonly string[] = ['filler', 'soft', 'context', 'season'];

/**
 * The shelf of an object that is no thing ("douche"); of the head, or, when something of it is asked for ("casque de
 * moto"), of the other things that are called so; of another need; of what has one of the words in a longer name.
 */
function shelfOf(
  segments: readonly SearchedPhrase[],
  head: SearchedPhrase | undefined,
  best: readonly string[],
  locale: Locale,
): Category | null {
  const needed = (isFirst: boolean) =>
    segments
      .filter(({ things }) => !isFirst || things.size === 0)
      .flatMap(({ needs }) => needs)
      .filter(({ kind, things }) => things.length > 0 && (!isFirst || kind === 'job'))
      .map(({ things }) => thingOf(things[0]!).shelf)[0];
  const isOf = segments.some(({ things, after }) => things.size === 0 && /^(?:de|d|a|au|aux|of)$/.test(after));
  const withinHead = isOf && head ? shelfWithin(head.terms[0]!, locale) : null;
  const own = best.map((id) => thingOf(id).shelf)[0];
  const within = () => segments.flatMap(({ terms }) => terms.flatMap((term) => shelfWithin(term, locale) ?? []))[0];
  return needed(true) ?? withinHead ?? own ?? needed(false) ?? within() ?? null;
}
