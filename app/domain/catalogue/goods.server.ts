// Goods by the names of their offers: the table from a thing to its AGEC line and its family of food.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { foldTerms } from '#app/domain/impact/frame.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { type AgecLine, agecLineKeys } from './agec-lines.ts';
import { type FoodFamily, foodFamilies } from './food.ts';

const goodsFile = 'app/domain/catalogue/goods.psv';
const natures = ['plant', 'sea', 'egg', 'cheese', 'poultry'] as const;

/** `lines`: one, or several of which the buyer says which; empty without a line, null for work on the buyer's thing. */
export type Good = {
  id: string;
  category: string;
  terms: readonly string[];
  lines: readonly AgecLine[] | null;
  isSure: boolean;
  family: FoodFamily | null;
  nature: (typeof natures)[number] | null;
};

const lines = z.string().transform((typed, context): readonly AgecLine[] | null => {
  if (typed === 'work') return null;
  const named = typed === 'none' ? [] : typed.split(',');
  const known = agecLineKeys.filter((line) => named.includes(line));
  if (known.length === named.length) return known;
  context.addIssue({ code: 'custom', message: `no AGEC line ${typed}` });
  return z.NEVER;
});
const emptyOr = <T extends readonly string[]>(values: T) =>
  z.union([z.literal('').transform(() => null), z.enum(values)]);
const goodRow = z
  .tuple([
    z.string().min(1),
    z.string().min(1),
    z.string().min(1),
    z.string().min(1),
    z.string(),
    lines,
    z.enum(['sure', 'ask']),
    emptyOr(foodFamilies),
    emptyOr(natures),
  ])
  .transform(([id, category, fr, en, others, ofLines, sure, family, nature]): Good => {
    const terms = [fr, en, ...others.split(',')].map(foldTerms).filter(Boolean);
    return { id, category, terms, lines: ofLines, isSure: sure === 'sure', family, nature };
  });

function readGoods(): Good[] {
  const rows = readFileSync(goodsFile, 'utf8')
    .split('\n')
    .filter((row) => row && !row.startsWith('#'));
  return rows.map((row) => goodRow.parse(row.split('|')));
}

export const shippedGoods: readonly Good[] = readGoods();

/** The first word of each term, so that a name looks at the terms that can stand in it alone. */
const byFirstWord = Map.groupBy(
  shippedGoods.flatMap((good) => good.terms.map((term) => ({ good, term }))),
  ({ term }) => term.split(' ')[0]!,
);

/**
 * The goods that a name means: those of the term that stands first in it, the longest of them ("jus de pomme" before
 * "pomme"), of the offer's category where some are. The French name is read first. Empty when none is named.
 */
export function goodsNamed(name: SourceText, category: string): readonly Good[] {
  for (const text of Object.values(name)) {
    const found = text ? firstNamed(foldTerms(text)) : [];
    const near = found.filter((good) => good.category === category);
    if (found.length > 0) return near.length > 0 ? near : found;
  }
  return [];
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
