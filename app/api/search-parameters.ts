// The query parameters of the read API that several addresses share, and those of the search.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { ways } from '#app/domain/search/query.ts';
import { sorts } from '#app/domain/search/search.ts';
import { readNames } from '#app/domain/search/understanding/read-chip.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { locales } from '#app/domain/shared/locale.ts';
import { supplierTypes } from '#app/domain/suppliers/legal-forms.ts';
import { enumOf, list, queryParameter } from './json-schema.ts';

const flag = { type: 'boolean', default: false };
const slugs = { type: 'array', items: { type: 'string', pattern: '^[a-z0-9-]{1,100}$' }, maxItems: 20 };
/** Latitude and longitude in degrees, each with its bounds. */
const point = '^-?(90(\\.0+)?|[0-8]?\\d(\\.\\d+)?),-?(180(\\.0+)?|(1[0-7]\\d|\\d{1,2})(\\.\\d+)?)$';
const percent = { type: 'number', minimum: 0, maximum: 100 };
export const audienceParameter = queryParameter(
  'audience',
  enumOf(['professional', 'consumer']),
  'consumer by default: prices incl. VAT, facts and no composite score',
);
export const langParameter = queryParameter('lang', enumOf(locales), 'language of names and descriptions');

export const pagesParameters = [
  queryParameter('page', { type: 'integer', minimum: 1, maximum: 100_000 }, 'from 1'),
  queryParameter('per_page', { type: 'integer', minimum: 1, maximum: 100 }, '24 by default'),
];

export const searchParameters = [
  queryParameter(
    'q',
    { type: 'string', maxLength: 200 },
    'as people say it, in the language of lang: prices, days, headcounts, labels and the like are read out of it',
  ),
  queryParameter('unread', list(enumOf(readNames)), 'readings that are left among the words; may be repeated'),
  queryParameter('category', list(enumOf(categories)), 'any of; may be repeated'),
  queryParameter('kind', list(enumOf(offerKinds)), 'any of; may be repeated'),
  queryParameter('supplier', slugs, 'supplier slugs; may be repeated'),
  queryParameter('supplier_type', list(enumOf(supplierTypes)), 'any of; may be repeated'),
  queryParameter('label', slugs, 'controlled labels of the supplier; any of; may be repeated'),
  queryParameter('thing', slugs, 'ids of things, as `thing` of the items; any of; may be repeated'),
  queryParameter(
    'attribute',
    { type: 'array', items: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}:' }, maxItems: 20 },
    'key:value, key:min.., key:..max or allergens:-code; values of one attribute are alternatives; may be repeated',
  ),
  ...['eco', 'soc', 'env', 'score'].map((name) =>
    queryParameter(`${name}_min`, percent, 'lowest score; only with audience=professional and without public=1'),
  ),
  queryParameter(
    'declared',
    flag,
    'scores also count what is declared without proof; as every yes and no, 1 and 0 are read too',
  ),
  queryParameter(
    'evidence',
    enumOf(evidenceLevels),
    'at least this level among the documented criteria of the supplier',
  ),
  queryParameter('near', { type: 'string', pattern: point }, 'lat,lon; the central place of the town by default'),
  queryParameter('within_km', { type: 'number', minimum: 0, maximum: 1000 }, 'great-circle distance from near'),
  queryParameter('in_stock', flag, 'only what is in stock or made to order'),
  queryParameter(
    'price_max',
    { type: 'integer', minimum: 0, maximum: 1_000_000_000 },
    'cents for one pack, compared with price_cents',
  ),
  queryParameter(
    'day',
    { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}(/\\d{4}-\\d{2}-\\d{2})?$' },
    'YYYY-MM-DD, or two of them with a slash between, at most 31 days: what is booked for a time is free then, the rest can be delivered or fetched on one of the days',
  ),
  queryParameter(
    'time',
    { type: 'string', pattern: '^(morning|afternoon|([01]\\d|2[0-4]):(00|15|30|45)-([01]\\d|2[0-4]):(00|15|30|45))$' },
    'of each day, by the clock of the town: only what is booked for a time and is free then, of HH:MM-HH:MM for all of it',
  ),
  queryParameter('by', enumOf(ways), 'how, on that day'),
  queryParameter(
    'public',
    flag,
    'a public buyer: refuses what prefers by place (within_km, sort by distance) and every composite score',
  ),
  queryParameter(
    'sort',
    enumOf(sorts),
    'impact only with audience=professional and without public=1; soonest: the first free time of what is booked, the first day of arrival of the rest',
  ),
  ...pagesParameters,
  audienceParameter,
  langParameter,
];
