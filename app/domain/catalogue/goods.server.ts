// Goods by the names of their offers: where a purchase counts, from the names that were frozen with it.
import { foldTerms } from '#app/domain/impact/frame.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import type { FoodFamily } from './food.ts';
import { allNamesOf, shippedThings, type ThingDeclaration } from './things.server.ts';

export type Good = ThingDeclaration & { id: string; category: string };

/** The first word of each term, so that a name looks at the terms that can stand in it alone. */
const byFirstWord = Map.groupBy(
  shippedThings
    .filter(({ isOther }) => !isOther)
    .flatMap((thing) => {
      const good: Good = { id: thing.id, category: thing.shelf, ...thing.declaration };
      return allNamesOf(thing).map((name) => ({ good, term: foldTerms(name) }));
    }),
  ({ term }) => term.split(' ')[0]!,
);

/**
 * The goods that a name means: those of the term that stands first in it, the longest of them ("jus de pomme" before
 * "pomme"), of the offer's category where some are. The French name is read first. Empty when none is named.
 */
export function goodsNamed(name: SourceText, category: string): readonly Good[] {
  for (const text of Object.values(name)) {
    const found = text ? rememberedGoods(text) : [];
    const near = found.filter((good) => good.category === category);
    if (found.length > 0) return near.length > 0 ? near : found;
  }
  return [];
}

const remembered = new Map<string, readonly Good[]>();
const maxRemembered = 2000;

/** A year names the same few hundred goods thousands of times. */
function rememberedGoods(text: string): readonly Good[] {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= maxRemembered) remembered.clear();
  const found = firstNamed(foldTerms(text));
  remembered.set(text, found);
  return found;
}

function firstNamed(text: string): Good[] {
  const parts = text.split(' ');
  for (const [at, word] of parts.entries()) {
    const rest = `${parts.slice(at).join(' ')} `;
    const here = (byFirstWord.get(word) ?? []).filter(({ term }) => rest.startsWith(`${term} `));
    const longest = Math.max(0, ...here.map(({ term }) => term.length));
    if (here.length > 0)
      return [...new Set(here.filter(({ term }) => term.length === longest).map(({ good }) => good))];
  }
  return [];
}

/** The family of food that all the named goods have; null when none is named, or they differ. */
export function familyNamed(name: SourceText, category: string): FoodFamily | null {
  const families = new Set(goodsNamed(name, category).map((good) => good.family));
  return families.size === 1 ? [...families][0]! : null;
}
