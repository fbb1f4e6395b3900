// Reference for the search port: about five hundred generated offers, and the results of a plain loop over them.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import type { FacetName, Filter, PillarName, Scores, SearchDocument, SearchQuery } from '#app/domain/search/search.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { distanceMeters } from '#app/domain/shared/geo.ts';
import { supplierTypes } from '#app/domain/suppliers/legal-forms.ts';
import { demoTown } from '#seeds/demo-town.ts';

const things = [
  ['Chaise de bureau', 'Office chair'],
  ['Table de réunion', 'Meeting table'],
  ['Carottes de plein champ', 'Field carrots'],
  ['Pommes de terre', 'Potatoes'],
  ['Ordinateur portable', 'Laptop computer'],
  ['Ramettes de papier recyclé', 'Recycled paper reams'],
  ['Œufs de poules élevées en plein air', 'Free-range eggs'],
  ["Nettoyant à l'eau", 'Water-based cleaner'],
] as const;

/** Number of offers of each thing in the corpus. */
export const ofEachThing = 62;

export const everything: SearchQuery = {
  text: '',
  locale: 'fr',
  filters: [],
  facets: [],
  highlight: true,
  sort: 'relevance',
  near: demoTown.hub,
  page: 1,
  perPage: 1000,
};

/** 496 offers of 25 suppliers. Deterministic: values come from the index, so every run is the same. */
export function corpus(): SearchDocument[] {
  return Array.from({ length: ofEachThing * things.length }, (_, i) => {
    const seller = i % 25;
    const [fr, en] = things[i % things.length]!;
    const proven: Scores = {
      score: (seller * 37) % 97,
      eco: (seller * 17) % 101,
      soc: (seller * 29) % 101,
      env: (seller * 41) % 101,
    };
    const upTo = (value: number) => Math.min(100, value + 15.5);
    return {
      id: i + 1,
      category: categories[(i * 7) % categories.length]!,
      kind: offerKinds[(i * 5) % offerKinds.length]!,
      priceCents: 100 + ((i * 733) % 9000),
      grossCents: 110 + ((i * 811) % 9900),
      leadDays: (i * 3) % 11,
      inStock: i % 4 !== 0,
      supplier: `seller-${seller}`,
      supplierName: `Atelier ${names[seller % names.length]} ${seller}`,
      supplierTypes: [
        ...new Set([
          supplierTypes[seller % supplierTypes.length]!,
          supplierTypes[(seller * 3) % supplierTypes.length]!,
        ]),
      ],
      labels: seller % 3 === 0 ? ['ab'] : seller % 3 === 1 ? ['ab', "l'écolabel (européen)"] : [],
      proven,
      declared: {
        score: upTo(proven.score),
        eco: upTo(proven.eco),
        soc: upTo(proven.soc),
        env: upTo(proven.env),
      },
      evidence: evidenceLevels[seller % evidenceLevels.length]!,
      place: { lat: 49.2 + ((seller * 13) % 25) / 100, lon: 3.9 + ((seller * 7) % 25) / 80 },
      fr: { name: `${fr} n° ${i + 1}`, text: 'Livré par tournée' },
      en: { name: `${en} no ${i + 1}`, text: 'Delivered by round' },
    };
  });
}

const names = ['Bétheny', 'Courcy', 'Loivre', 'Brimont', 'Vesle'];

/** Every filter case of the union, alone and combined. */
export const asked: Record<string, Filter[]> = {
  nothing: [],
  category: [{ field: 'category', in: ['food', 'it'] }],
  kind: [{ field: 'kind', in: ['reused'] }],
  supplier: [{ field: 'supplier', in: ['seller-3', 'seller-4'] }],
  'a value that nobody has': [{ field: 'supplier', in: ['nobody "at" all'] }],
  label: [{ field: 'label', in: ["l'écolabel (européen)"] }],
  'supplier type': [{ field: 'supplierType', in: ['cooperative', 'inclusion'] }],
  evidence: [{ field: 'evidence', in: ['L2', 'L3'] }],
  'one proven score': [{ field: 'proven.env', min: 60 }],
  'several scores': [
    { field: 'proven.eco', min: 20 },
    { field: 'proven.soc', min: 40, max: 90 },
    { field: 'declared.score', min: 30.5 },
  ],
  stock: [{ field: 'inStock', is: true }],
  'no stock': [{ field: 'inStock', is: false }],
  price: [{ field: 'priceCents', min: 500, max: 2500 }],
  'price incl. VAT': [{ field: 'grossCents', max: 2500 }],
  ids: [{ field: 'id', in: [3, 77, 9999] }],
  place: [{ field: 'place', center: demoTown.hub, meters: 8000 }],
  'all together': [
    { field: 'category', in: ['food', 'events'] },
    { field: 'kind', in: ['reused', 'new', 'service'] },
    { field: 'inStock', is: true },
    { field: 'declared.env', min: 10 },
    { field: 'place', center: demoTown.hub, meters: 20_000 },
    { field: 'priceCents', max: 8000 },
  ],
  'a day': [
    {
      all: [
        { field: 'supplier', in: ['seller-1', 'seller-2', 'seller-7'] },
        { field: 'leadDays', max: 4 },
      ],
    },
  ],
  'one or the other': [{ any: [{ field: 'category', in: ['food'] }, { all: [{ field: 'proven.env', min: 80 }] }] }],
  'all but': [
    {
      not: {
        any: [
          { field: 'label', in: ['ab'] },
          { field: 'kind', in: ['reused'] },
        ],
      },
    },
  ],
  'nothing can be all of nothing': [{ any: [] }],
  'everything is all of nothing': [{ all: [] }],
};

/** The values of a document in a facet. */
function valuesIn(item: SearchDocument, facet: FacetName): string[] {
  switch (facet) {
    case 'label':
      return [...item.labels];
    case 'supplierType':
      return [...item.supplierTypes];
    case 'inStock':
      return item.inStock ? ['true'] : [];
    case 'category':
    case 'kind':
    case 'supplier':
    case 'evidence':
      return [item[facet]];
    default: {
      const [counted, pillar] = facet.split('.') as ['proven' | 'declared', PillarName];
      return [String(Math.min(9, Math.floor(item[counted][pillar] / 10)))];
    }
  }
}

function holds(item: SearchDocument, filter: Filter): boolean {
  if ('all' in filter) return filter.all.every((one) => holds(item, one));
  if ('any' in filter) return filter.any.some((one) => holds(item, one));
  if ('not' in filter) return !holds(item, filter.not);
  if (filter.field === 'place') return distanceMeters(item.place, filter.center) <= filter.meters;
  if (filter.field === 'inStock') return item.inStock === filter.is;
  if (filter.field === 'id') return filter.in.includes(item.id);
  if ('in' in filter) return valuesIn(item, filter.field).some((value) => filter.in.includes(value));
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = filter;
  const [counted, pillar] = filter.field.split('.') as ['proven' | 'declared', PillarName];
  const value =
    filter.field === 'priceCents' || filter.field === 'grossCents' || filter.field === 'leadDays'
      ? item[filter.field]
      : item[counted][pillar];
  return value >= min && value <= max;
}

export function passing(documents: readonly SearchDocument[], filters: readonly Filter[]): SearchDocument[] {
  return documents.filter((item) => filters.every((filter) => holds(item, filter)));
}

/** Facet counts: all top-level filters apply, except those on the facet's own field. */
export function counted(
  documents: readonly SearchDocument[],
  filters: readonly Filter[],
  facet: FacetName,
): Record<string, number> {
  const others = filters.filter((filter) => !('field' in filter) || filter.field !== facet);
  const counts: Record<string, number> = {};
  for (const item of passing(documents, others))
    for (const value of valuesIn(item, facet)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}
