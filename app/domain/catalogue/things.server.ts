// Things: what an offer is, whatever its seller calls it. The table comes with the code.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { foldTerms } from '#app/domain/impact/frame.ts';
import { type BySource, type Locale, locales } from '#app/domain/shared/locale.ts';
import { type AgecLine, agecLineKeys } from './agec-lines.ts';
import { type AttributeType, readAttributeTypes } from './attribute-types.ts';
import { type FoodFamily, foodFamilies } from './food.ts';
import { type Category, categories } from './offer.ts';

const thingsFile = 'app/domain/catalogue/things.psv';
const natures = ['plant', 'sea', 'egg', 'cheese', 'poultry'] as const;

/** The units in which offers of a thing are compared. */
export const thingUnits = [
  ...['piece', 'pair', 'set', 'sheet', 'page', 'kg', 'litre', 'm', 'm2', 'person', 'visit'],
  ...['hour', 'half-day', 'day', 'night', 'weekend', 'week', 'month', 'year'],
] as const;
export type ThingUnit = (typeof thingUnits)[number];

/** Its place in the declarations of a public buyer. `lines`: null for work on the buyer's own. */
export type ThingDeclaration = {
  lines: readonly AgecLine[] | null;
  isSure: boolean;
  family: FoodFamily | null;
  nature: (typeof natures)[number] | null;
};

/** `terms`: its other names, singular. `attributes`: in the order of forms and pages. `instead`: ids of things. */
export type Thing = {
  id: string;
  shelf: Category;
  unit: ThingUnit;
  name: BySource<string>;
  terms: BySource<readonly string[]>;
  attributes: ReadonlyMap<string, AttributeType>;
  instead: readonly string[];
  /** Whether it stands for all of its shelf that no other thing is. */
  isOther: boolean;
  declaration: ThingDeclaration;
};

const listOf = z.string().transform((typed) => typed.split(',').filter(Boolean));
const filled = z.string().min(1);
const lines = z.string().transform((typed, context): readonly AgecLine[] | null => {
  if (typed === 'work') return null;
  const named = typed === 'none' ? [] : typed.split(',');
  const known = agecLineKeys.filter((line) => named.includes(line));
  if (known.length === named.length) return known;
  context.addIssue({ code: 'custom', message: `no AGEC line ${typed}` });
  return z.NEVER;
});
const attributeTypes = z.string().transform(readAttributeTypes);
const emptyOr = <T extends readonly string[]>(values: T) =>
  z.union([z.literal('').transform(() => null), z.enum(values)]);
const places = [lines, z.enum(['sure', 'ask']), emptyOr(foodFamilies), emptyOr(natures)] as const;
const thingRow = z
  .tuple([
    ...[filled, z.enum(categories), z.enum(thingUnits), filled, filled, listOf, listOf, attributeTypes, listOf],
    ...places,
  ] as const)
  .transform(
    ([id, shelf, unit, fr, en, termsFr, termsEn, attributes, instead, ofLines, sure, family, nature]): Thing => {
      const declaration = { lines: ofLines, isSure: sure === 'sure', family, nature };
      const texts = { name: { fr, en }, terms: { fr: termsFr, en: termsEn } };
      return { id, shelf, unit, ...texts, attributes, instead, isOther: id === otherThing(shelf), declaration };
    },
  );

/** All things, in the order of the file: those of a shelf from the usual ones to the rare ones, then the others. */
export const shippedThings: readonly Thing[] = readFileSync(thingsFile, 'utf8')
  .split('\n')
  .filter((row) => row && !row.startsWith('#'))
  .map((row) => thingRow.parse(row.split('|')));

const byId: ReadonlyMap<string, Thing> = new Map(shippedThings.map((thing) => [thing.id, thing]));
const byShelf = Map.groupBy(shippedThings, ({ shelf }) => shelf);

/** The id of the thing that stands for all of a shelf that no other one is. */
function otherThing(category: Category): string {
  return `other-${category}`;
}

/** The thing of an id that comes from outside; undefined for an unknown one. */
export function findThing(id: string): Thing | undefined {
  return byId.get(id);
}

/** The thing of an id of our own. Throws for an unknown one. */
export function thingOf(id: string): Thing {
  const thing = byId.get(id);
  if (!thing) throw new Error(`no thing ${id}`);
  return thing;
}

/**
 * The id of the thing of a typed id or name, in any language, or of another name that it alone has; undefined for a word
 * that means several things or none.
 */
export function matchThing(typed: string): string | undefined {
  const folded = foldTerms(typed);
  const named = shippedThings.find(
    ({ id, name }) => id === typed || locales.some((locale) => foldTerms(name[locale] ?? '') === folded),
  );
  if (named) return named.id;
  const [only, another] = shippedThings.filter((thing) => allNamesOf(thing).some((term) => foldTerms(term) === folded));
  return another ? undefined : only?.id;
}

/** The things of a shelf, its `other-` last. */
export function thingsOn(shelf: Category): readonly Thing[] {
  return byShelf.get(shelf) ?? [];
}

/** All names of a thing in a language, its own first. */
export function namesOfThing({ name, terms }: Thing, locale: Locale): readonly string[] {
  return [name[locale] ?? name.fr, ...(terms[locale] ?? terms.fr)];
}

/** All names of a thing in all languages, each once. */
export function allNamesOf(thing: Thing): readonly string[] {
  return [...new Set(locales.flatMap((locale) => namesOfThing(thing, locale)))];
}
