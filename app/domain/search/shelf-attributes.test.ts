import { expect, test } from 'vitest';
import { parseAttributeFilter, writeAttributeFilter } from '#app/domain/catalogue/attribute-filter.ts';
import { updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { indexOffers } from './index-offers.server.ts';
import { attributeFilters, shelfFacets } from './shelf-attributes.server.ts';

test.each(['lock:yes', 'condition:B', 'seats:4..', 'width:..120', 'width:80..120.5', 'allergens:-gluten'])(
  'reads and writes the wish %s',
  (text) => {
    expect(writeAttributeFilter(parseAttributeFilter(text)!)).toBe(text);
  },
);

test.each(['', 'lock', 'Lock:yes', 'seats:..', 'seats:a..b', 'seats:-1..', 'x:<b>', '__proto__:yes'])(
  'refuses the wish %j',
  (text) => {
    expect(parseAttributeFilter(text)).toBeNull();
  },
);

async function openShelves() {
  const town = await openTown();
  const slugsOf = (wishes: string[], categories: string[] = ['furniture'], things: string[] = []) => {
    const attributes = wishes.map((text) => parseAttributeFilter(text)!);
    const filters = attributeFilters(town, { things, attributes, categories: categories as ['furniture'] });
    const ids = filters.flatMap((filter) => ('field' in filter && filter.field === 'id' ? [filter.in] : []));
    return findOffers(town, ids[0] ?? []).map(({ slug }) => slug);
  };
  return { town, slugsOf };
}

test('filters offers of a shelf by their values, numbers and allergens', async () => {
  const { slugsOf } = await openShelves();
  expect(slugsOf(['lock:yes'])).toContain('armoire-metallique-deux-portes');
  expect(slugsOf(['lock:yes'])).not.toContain('bureau-droit-140-cm');
  expect(slugsOf(['seats:8..'])).toEqual(['table-de-reunion-180-cm', 'table-en-chene-de-pays-8-places']);
  expect(slugsOf(['length:..170', 'seats:3..'])).toEqual(['banc-en-frene-160-cm', 'table-de-cuisine']);
  expect(slugsOf(['condition:B', 'condition:C']).length).toBeGreaterThan(slugsOf(['condition:C']).length);
  const free = slugsOf(['allergens:-milk'], ['food']);
  expect(free).toContain('carottes-de-plein-champ-cagette-de-10-kg');
  expect(free).not.toContain('yaourts-de-chevre-caisse-de-24');
  expect(slugsOf([], [], ['honey']).every((slug) => slug.startsWith('miel'))).toBe(true);
});

test('a shelf offers what several of its offers say, with how many, and follows the index', async () => {
  const { town } = await openShelves();
  const conditions = () => shelfFacets(town, ['furniture']).find(({ key }) => key === 'condition')!.values;
  const before = conditions();
  expect(before.map(({ value }) => value)).toEqual(
    ['A', 'B', 'C'].filter((one) => before.some(({ value }) => value === one)),
  );
  expect(shelfFacets(town, [])).toEqual([]);
  expect(shelfFacets(town, ['furniture', 'it'])).toEqual([]);
  const [chair] = findOffers(town, [1]);
  updateOffer(town.ctx(), chair!, { attributes: { ...chair!.attributes, condition: 'A' } }, 'form');
  await indexOffers(town.ctx(), town.search, [1]);
  const countOf = (values: typeof before, one: string) => values.find(({ value }) => value === one)?.count ?? 0;
  expect(countOf(conditions(), 'A')).toBe(countOf(before, 'A') + 1);
});
