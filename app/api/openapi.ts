// OpenAPI description of the read API. tests/api.test.ts checks every response against it.

import { attributeUnits } from '#app/domain/catalogue/attribute-types.ts';
import { measures } from '#app/domain/catalogue/content.ts';
import { categories, offerKinds, orderUnits, units } from '#app/domain/catalogue/offer.ts';
import { sellingStates } from '#app/domain/catalogue/season.ts';
import { thingUnits } from '#app/domain/catalogue/things.server.ts';
import { figureFaults } from '#app/domain/impact/frame.ts';
import { readNames } from '#app/domain/search/understanding/read-chip.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { availability, availabilitySpan } from './availability-schema.ts';
import {
  type ApiParameter,
  boolean,
  counts,
  enumOf,
  integer,
  list,
  number,
  object,
  orNull,
  type Schema,
  string,
} from './json-schema.ts';
import { audienceParameter, langParameter, pagesParameters, searchParameters } from './search-parameters.ts';

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const pillar = object({ proven: number, declared: number });
const offer = {
  slug: string,
  url: string,
  name: string,
  category: enumOf(categories),
  thing: {
    ...string,
    description: 'what the offer is, whatever its seller calls it; other-<category> where no thing fits',
  },
  kind: enumOf(offerKinds),
  price_cents: { ...integer, description: 'incl. VAT; excl. VAT with audience=professional' },
  price_incl_vat_cents: integer,
  vat_basis_points: integer,
  unit: enumOf(units),
  order_unit: enumOf(orderUnits),
  pack_size: number,
  content: orNull(object({ count: integer, amount: number, unit: enumOf(measures) })),
  unit_price: {
    ...orNull(object({ unit: enumOf(thingUnits), price_cents: integer })),
    description: 'of one unit in which offers of the thing are compared, as price_cents',
  },
  on_quote: boolean,
  stock: orNull(integer),
  variants: {
    ...list(
      object({
        slug: string,
        label: string,
        price_cents: integer,
        price_incl_vat_cents: integer,
        stock: orNull(integer),
      }),
    ),
    description:
      'the sizes, colours ... of which this is one, each an offer of its own; in lists price_cents is the lowest',
  },
  next_free: {
    ...orNull(object({ day: { ...string, format: 'date' }, from: orNull(string), to: orNull(string) })),
    description:
      'of what is booked for a time: when it is free next, from the asked day on, with HH:MM of the clock of the town where it is booked by the hour; null for what is not booked, or not free within two months',
  },
  availability: {
    ...orNull(enumOf(sellingStates)),
    description:
      'null for what is booked for a time or has a price on demand; out of season comes back, whatever its stock',
  },
  season: {
    ...orNull(object({ in_season: boolean, returns_on: orNull(string), ends_on: orNull(string) })),
    description: 'of what has a season: the Monday when it comes back, or the Sunday when it ends',
  },
  supplier: object({ slug: string, name: string, commune: string, distance_m: orNull(integer) }),
  score: orNull(ref('Score')),
};
const supplier = {
  slug: string,
  url: string,
  name: string,
  headline: string,
  commune: string,
  lat: number,
  lon: number,
  distance_m: integer,
  offers: integer,
  score: orNull(ref('Score')),
};

const schemas: Record<string, Schema> = {
  Score: object({
    proven: number,
    declared: number,
    documented: integer,
    reviewed: integer,
    applicable: integer,
    pillars: object({ eco: pillar, soc: pillar, env: pillar }),
  }),
  Offer: object(offer),
  Attribute: {
    ...object({
      key: string,
      label: string,
      value: { anyOf: [string, number, boolean, list(string)] },
      unit: orNull(enumOf(attributeUnits)),
      text: string,
    }),
    description: 'of the thing, of the shelf, or as the seller says; value is a number in the unit where there is one',
  },
  OfferPage: object({
    total: integer,
    total_is_exact: boolean,
    page: integer,
    per_page: integer,
    matched: enumOf(['exact', 'typo']),
    answered: {
      ...boolean,
      description:
        'true: the items are what was asked for; false: total is 0, and items only holds things that can do the same job',
    },
    corrected: {
      ...orNull(string),
      description: 'q as it was read, when a word was exchanged for a near one; never a word of the language',
    },
    read: orNull(
      object({
        words: { ...string, description: 'what was searched as words' },
        chips: list(object({ name: enumOf(readNames), value: string })),
      }),
    ),
    shelf: {
      ...orNull(object({ category: enumOf(categories) })),
      description: 'the nearest category, when answered is false',
    },
    facets: {
      ...object({
        category: counts,
        kind: counts,
        supplier: counts,
        supplier_type: counts,
        label: counts,
        evidence: counts,
        in_stock: counts,
      }),
      description:
        'what each value would give; scores (proven_score, ...) are counted by tenth, for professionals only',
      additionalProperties: counts,
    },
    stats: object({ price_cents: orNull(object({ min: integer, max: integer })) }),
    items: list(ref('Offer')),
  }),
  WholeOffer: object({
    ...offer,
    variant: {
      ...object({}),
      additionalProperties: string,
      description: 'its value on each axis: size, colour, capacity, material, model',
    },
    description: string,
    attributes: list(ref('Attribute')),
    lead_days: integer,
    mass_grams: integer,
    deposit_cents: orNull(integer),
    egalim: orNull(string),
    agec58: orNull(string),
    lent_units: integer,
    gtin: orNull(string),
    recycled_percent: orNull(integer),
    reference: orNull(string),
    figure_faults: list(enumOf(figureFaults)),
  }),
  Supplier: object(supplier),
  SupplierPage: object({ total: integer, page: integer, per_page: integer, items: list(ref('Supplier')) }),
  WholeSupplier: object({
    ...supplier,
    story: string,
    legal: object({ name: string, form: string, siret: string, vat_number: orNull(string) }),
    control_body: orNull(string),
    health_mark: orNull(string),
    labels: list(object({ label: string, certifier: string, valid_until: string })),
    criteria: list(
      object({
        id: string,
        label: string,
        unit: string,
        status: string,
        value: orNull(number),
        evidence: orNull(enumOf(evidenceLevels)),
        dated_on: orNull(string),
        valid_until: orNull(string),
        score: orNull(number),
      }),
    ),
  }),
  Availability: availability,
  Categories: object({ items: list(object({ id: enumOf(categories), name: string })) }),
  Checkpoint: object({
    origin: string,
    size: integer,
    root: string,
    signed_at: string,
    note: string,
    key: string,
    meets_policy: boolean,
  }),
  Problem: {
    ...object({ type: string, title: string, status: integer, detail: string, parameter: orNull(string) }),
    description: 'RFC 9457; parameter names the query parameter that is wrong',
  },
};

const slug: ApiParameter = { name: 'slug', in: 'path', required: true, schema: string };

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});
const answers = (name: string, ...errors: ('400' | '404')[]) => ({
  200: { description: 'OK', content: { 'application/json': { schema: ref(name) } } },
  304: { description: 'unchanged since the ETag that was sent' },
  ...Object.fromEntries(errors.map((status) => [status, problem('names the parameter')])),
  default: problem('any other refusal, or a fault of ours'),
});
const get = (operationId: string, parameters: ApiParameter[], responses: unknown) => ({
  get: { operationId, parameters, responses },
});

const paths = {
  '/api/v1/offers': get('listOffers', searchParameters, answers('OfferPage', '400')),
  '/api/v1/offers/{slug}': get(
    'getOffer',
    [slug, audienceParameter, langParameter],
    answers('WholeOffer', '400', '404'),
  ),
  '/api/v1/offers/{slug}/availability': get(
    'getAvailability',
    [slug, ...availabilitySpan],
    answers('Availability', '400', '404'),
  ),
  '/api/v1/suppliers': get(
    'listSuppliers',
    [...pagesParameters, audienceParameter, langParameter],
    answers('SupplierPage', '400'),
  ),
  '/api/v1/suppliers/{slug}': get(
    'getSupplier',
    [slug, audienceParameter, langParameter],
    answers('WholeSupplier', '400', '404'),
  ),
  '/api/v1/categories': get('listCategories', [langParameter], answers('Categories', '400')),
  '/api/v1/ledger/checkpoint': get('getCheckpoint', [], answers('Checkpoint', '400')),
};

/** The addresses of the API: those of the document, and the document itself. */
export type ApiPath = keyof typeof paths | '/api/v1/openapi.json';

/** The query parameters of an address. */
export function apiParameters(path: ApiPath): ApiParameter[] {
  return path === '/api/v1/openapi.json' ? [] : paths[path].get.parameters.filter((one) => one.in === 'query');
}

export function openapiDocument(origin: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Halle',
      version: '1',
      description: 'Read API. Money in integer cents, VAT in basis points, distances in metres.',
    },
    servers: [{ url: origin }],
    paths,
    components: { schemas },
  };
}
