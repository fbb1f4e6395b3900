// Attributes as filters on their shelf: read from the tables for either engine, kept in memory while the index stays as
// it is. Both engines get the ids.
import { type AttributeFilter, fitsAttribute } from '#app/domain/catalogue/attribute-filter.ts';
import type { AttributeType } from '#app/domain/catalogue/attribute-types.ts';
import { attributeType, listAttributes } from '#app/domain/catalogue/attributes.server.ts';
import { listAttributedOffers, listOffersOfThings } from '#app/domain/catalogue/listed-offers.server.ts';
import { type Category, categories } from '#app/domain/catalogue/offer.ts';
import { thingsOn } from '#app/domain/catalogue/things.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import type { Db } from '#db/client.ts';
import { readState } from './index-tables.server.ts';
import type { CatalogueQuery } from './query.ts';
import type { Filter } from './search.ts';

type Value = string | number | boolean | string[];
type Shelf = { id: number; values: ReadonlyMap<string, Value> }[];
/** `values`: with the number of offers of the shelf that have each; numbers from the lowest. */
export type AttributeFacet = { key: string; type: AttributeType; values: { value: string; count: number }[] };

type Kept = { seq: number; generation: number; shelves: Map<Category, Shelf> };
const keptShelves = new WeakMap<Db, Kept>();

/** Filters of offers by things and attributes; none when the search asks for neither. */
export function attributeFilters(
  ctx: Pick<Ctx, 'db'>,
  { things, attributes, categories: chosen }: Pick<CatalogueQuery, 'things' | 'attributes' | 'categories'>,
): Filter[] {
  const filters: Filter[] = things.length > 0 ? [{ field: 'id', in: listOffersOfThings(ctx, things) }] : [];
  if (attributes.length === 0) return filters;
  const shelves = (chosen.length > 0 ? chosen : categories).flatMap((category) => shelfOf(ctx, category));
  const fitting = shelves.filter(({ values }) => fitsAll(values, attributes)).map(({ id }) => id);
  return [...filters, { field: 'id', in: [...new Set(fitting)] }];
}

/** Of one attribute any wish, of several all of them; what it must be free of, all of that too. */
function fitsAll(values: ReadonlyMap<string, Value>, wishes: readonly AttributeFilter[]): boolean {
  const fits = (wish: AttributeFilter) => {
    const value = values.get(wish.key);
    return value !== undefined && fitsAttribute(wish, value);
  };
  return [...Map.groupBy(wishes, ({ key }) => key).values()].every((own) =>
    own.every((wish) => 'is' in wish) ? own.some(fits) : own.every(fits),
  );
}

const fewestOffers = 3;
const maxFacets = 10;
const maxValues = 12;

/** The attributes by which a shelf can be filtered: those that several of its offers have, the most frequent first. */
export function shelfFacets(ctx: Pick<Ctx, 'db'>, categories: readonly Category[]): AttributeFacet[] {
  const [category, another] = categories;
  if (!category || another) return [];
  const offers = shelfOf(ctx, category);
  const keys = [...new Set(offers.flatMap(({ values }) => [...values.keys()]))];
  return keys
    .map((key) => ({ key, found: valuesOf(offers, key) }))
    .filter(({ found }) => found.length >= fewestOffers)
    .toSorted((a, b) => b.found.length - a.found.length)
    .map(({ key, found }) => ({ key, type: typeOn(category, key), values: countedValues(found) }))
    .filter(({ type, values }) => isFilter(type) && values.length > (type.kind === 'flag' ? 0 : 1))
    .slice(0, maxFacets);
}

/** The values of an attribute, of a family each different one once. */
function valuesOf(offers: Shelf, key: string): Value[] {
  const found = offers.flatMap(({ id, values }) => {
    const value = values.get(key);
    return value === undefined ? [] : [[`${id} ${String(value)}`, value] as const];
  });
  return [...new Map(found).values()];
}

/** Texts are read, not filtered by. Years and shares say little from and to. */
function isFilter({ kind }: AttributeType): boolean {
  return kind === 'flag' || kind === 'choice' || kind === 'allergens' || kind === 'count' || kind === 'measure';
}

/** The type that the things of the shelf give, when they agree; else the shelf's own. */
function typeOn(category: Category, key: string): AttributeType {
  const thing = thingsOn(category).find((one) => one.attributes.has(key));
  return attributeType(key, { thing: thing?.id ?? null, category });
}

function countedValues(found: readonly Value[]): AttributeFacet['values'] {
  const counts = new Map<string, number>();
  for (const value of found)
    for (const one of Array.isArray(value) ? value : [value]) {
      const text = typeof one === 'boolean' ? (one ? 'yes' : 'no') : String(one);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  // Of allergens the offers count that are free of each.
  if (found.some((value) => Array.isArray(value)))
    return [...counts]
      .map(([value, count]) => ({ value, count: found.length - count }))
      .filter(({ count }) => count > 0);
  const inOrder = [...counts].toSorted(([a], [b]) => Number(a) - Number(b) || (a < b ? -1 : 1));
  const step = Math.ceil(inOrder.length / maxValues);
  return inOrder.filter((_, i) => i % step === 0).map(([value, count]) => ({ value, count }));
}

/** The offers of a shelf with their typed values, in the units of the shelf; texts and the law's "organic" are left out. */
function shelfOf(ctx: Pick<Ctx, 'db'>, category: Category): Shelf {
  const { seq, generation } = readState(ctx.db);
  let kept = keptShelves.get(ctx.db);
  if (!kept || kept.seq !== seq || kept.generation !== generation) {
    kept = { seq, generation, shelves: new Map() };
    keptShelves.set(ctx.db, kept);
  }
  const known = kept.shelves.get(category);
  if (known) return known;
  const shelf = listAttributedOffers(ctx, category).map((offer) => {
    const typed = listAttributes(offer, sourceLocale, []).filter(
      ({ key, type }) => isFilter(type) && isSame(type, typeOn(category, key)),
    );
    return { id: offer.id, values: new Map(typed.map(({ key, value }) => [key, value])) };
  });
  kept.shelves.set(category, shelf);
  return shelf;
}

/** A length in metres is not compared with one in centimetres. */
function isSame(one: AttributeType, other: AttributeType): boolean {
  return one.kind === other.kind && (one.kind !== 'measure' || other.kind !== 'measure' || one.unit === other.unit);
}
