// Offers with own status `live`, as lists, the search index and the basket's badge read them: few columns, many rows.
// Whether the supplier is live too is for the caller to ask.
import { z } from 'zod';
import type { Ctx } from '#app/domain/shared/context.ts';
import { integer, jsonOf, listRows, listValues, nullable, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import { isContent } from './content.ts';
import { type Category, categories, type OfferKind, offerKinds, orderUnits, units } from './offer.ts';
import { isPieceWeight } from './piece-weight.ts';
import { isSeason } from './season.ts';
import { isVariant } from './variants.ts';

const listedOffer = {
  id: integer,
  supplierId: text,
  slug: text,
  category: oneOf(categories),
  thing: text,
  kind: oneOf(offerKinds),
  name: sourceText,
  priceCents: integer,
  vatBasisPoints: integer,
  unit: oneOf(units),
  orderUnit: oneOf(orderUnits),
  packMilli: integer,
  content: nullable(jsonOf('a content', isContent)),
  pieceWeight: nullable(jsonOf('a band of weight', isPieceWeight)),
  onQuote: integer,
  stock: nullable(integer),
  minQuantity: integer,
  orderStep: integer,
  season: nullable(jsonOf('a season', isSeason)),
  /** 1 if it is booked for a time. */
  booked: integer,
  family: nullable(text),
  variant: nullable(jsonOf('a variant', isVariant)),
};
export type ListedOffer = Row<typeof listedOffer>;

/** Columns that lists show, in the order of `ids`; those that are not live are left out. */
export function listLiveOffers({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): ListedOffer[] {
  return listRows(
    db,
    listedOffer,
    `select o.id, o.supplier_id as supplierId, o.slug, o.category, o.thing, o.kind, o.name,
       o.price_cents as priceCents, o.vat_basis_points as vatBasisPoints, o.unit, o.order_unit as orderUnit,
       o.pack_milli as packMilli, o.content, o.piece_weight as pieceWeight, o.on_quote as onQuote, o.stock,
       o.min_quantity as minQuantity, o.order_step as orderStep,
       o.season, o.booking_terms is not null as booked, o.family, o.variant
     from json_each(?) j
     join offers o on o.id = j.value
     where o.status = 'live'
     order by j.key`,
    JSON.stringify(ids),
  );
}

/** The thing of the first live offer of each of the suppliers, by supplier id; one without any is missing. */
export function findFirstThings({ db }: Pick<Ctx, 'db'>, supplierIds: readonly string[]): Map<string, string> {
  const rows = listRows(
    db,
    { supplierId: text, thing: nullable(text) },
    `select j.value as supplierId,
       (select thing from offers where supplier_id = j.value and status = 'live' order by id limit 1) as thing
     from json_each(?) j`,
    JSON.stringify(supplierIds),
  );
  return new Map(rows.flatMap(({ supplierId, thing }) => (thing === null ? [] : [[supplierId, thing] as const])));
}

/**
 * For each of the suppliers, in their order, one good that is live and can be had: one with a photograph first. A
 * supplier without any is left out.
 */
export function findFirstGoods({ db }: Pick<Ctx, 'db'>, supplierIds: readonly string[]): Row<typeof firstGood>[] {
  return listRows(
    db,
    firstGood,
    `select o.id, o.category, o.season
     from json_each(?) j
     join offers o on o.id = (
       select f.id from offers f
       where f.supplier_id = j.value and f.status = 'live' and f.kind in ('new', 'reused', 'repaired')
         and f.on_quote = 0 and (f.stock is null or f.stock >= max(f.min_quantity, 1))
       order by not exists (select 1 from offer_images i where i.offer_id = f.id), f.id
       limit 1
     )
     order by j.key`,
    JSON.stringify(supplierIds),
  );
}

const firstGood = { id: integer, category: oneOf(categories), season: nullable(jsonOf('a season', isSeason)) };

/** Ids of other live offers of the same thing that can be had, at most 24; no variant of the offer, and none of an offer whose thing is not known. */
export function findSiblingOffers(
  { db }: Pick<Ctx, 'db'>,
  { id, thing }: { id: number; thing: string | null },
): number[] {
  const siblings = `select id from shown_offers
     where thing = @thing and (stock is null or stock >= min_quantity)
       and id not in (select s.id from offers o join offers s on s.supplier_id = o.supplier_id and s.family = o.family where o.id = @id)
       and id <> @id
     order by id
     limit 24`;
  return thing === null || thing.startsWith('other-') ? [] : listValues(db, integer, siblings, { thing, id });
}

/** Thing and kind of offers in any state, by slug: what the lines of an order draw. */
export function findThingsBySlug(
  { db }: Pick<Ctx, 'db'>,
  slugs: readonly string[],
): Map<string, { thing: string | null; kind: OfferKind }> {
  const rows = listRows(
    db,
    { slug: text, thing: nullable(text), kind: oneOf(offerKinds) },
    'select slug, thing, kind from offers where slug in (select value from json_each(?))',
    JSON.stringify(slugs),
  );
  return new Map(rows.map(({ slug, thing, kind }) => [slug, { thing, kind }]));
}

/** Those of the things that a live offer is. */
export function findLiveThings({ db }: Pick<Ctx, 'db'>, things: readonly string[]): Set<string> {
  const live = `select value from json_each(?) j
     where exists (select 1 from offers o where o.thing = j.value and o.status = 'live')`;
  return new Set(listValues(db, text, live, JSON.stringify(things)));
}

/** The VAT rates of a supplier's live offers, each once, in basis points. */
export function listRates({ db }: Pick<Ctx, 'db'>, supplierId: string): number[] {
  const rates = `select distinct vat_basis_points from offers where supplier_id = ? and status = 'live' order by 1`;
  return listValues(db, integer, rates, supplierId);
}

const indexedOffer = {
  id: integer,
  supplierId: text,
  family: nullable(text),
  variant: nullable(jsonOf('a variant', isVariant)),
  category: oneOf(categories),
  thing: text,
  kind: oneOf(offerKinds),
  name: sourceText,
  description: sourceText,
  priceCents: integer,
  vatBasisPoints: integer,
  leadDays: integer,
  stock: nullable(integer),
  season: nullable(jsonOf('a season', isSeason)),
};
export type IndexedOffer = Row<typeof indexedOffer>;

/** Columns that the search index reads, of the next live offers after an id; of a family its first. */
export function listOffersToIndex({ db }: Pick<Ctx, 'db'>, after: number, limit: number): IndexedOffer[] {
  return listRows(
    db,
    indexedOffer,
    `select id, supplier_id as supplierId, family, variant, category, thing, kind, name, description,
       price_cents as priceCents, vat_basis_points as vatBasisPoints, lead_days as leadDays, stock, season
     from shown_offers
     where id > ?
     order by id
     limit ?`,
    after,
    limit,
  );
}

/** The same of those among `ids` that are live and, in a family, its first. */
export function findOffersToIndex({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): IndexedOffer[] {
  return listRows(
    db,
    indexedOffer,
    `select id, supplier_id as supplierId, family, variant, category, thing, kind, name, description,
       price_cents as priceCents, vat_basis_points as vatBasisPoints, lead_days as leadDays, stock, season
     from shown_offers
     where id in (select value from json_each(?))`,
    JSON.stringify(ids),
  );
}

const attributedOffer = {
  id: integer,
  variant: nullable(jsonOf('a variant', isVariant)),
  category: oneOf(categories),
  thing: text,
  attributes: jsonOf('attributes', isTextRecord),
};
export type AttributedOffer = Row<typeof attributedOffer>;

/** Live offers of a category that have attributes, by id; a variant has the id of the first of its family. */
export function listAttributedOffers({ db }: Pick<Ctx, 'db'>, category: Category): AttributedOffer[] {
  return listRows(
    db,
    attributedOffer,
    `select coalesce(
         (select min(f.id) from offers f where f.supplier_id = o.supplier_id and f.family = o.family and f.status = 'live'),
         id
       ) as id, variant, category, thing, attributes
     from offers o
     where category = ? and status = 'live' and (attributes <> '{}' or variant is not null)
     order by o.id`,
    category,
  );
}

function isTextRecord(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}

/** Ids of live offers that are one of the things, of a family its first. */
export function listOffersOfThings({ db }: Pick<Ctx, 'db'>, things: readonly string[]): number[] {
  return listValues(
    db,
    integer,
    `select id
     from shown_offers
     where thing in (select value from json_each(?))
     order by id`,
    JSON.stringify(things),
  );
}

/** Number of live offers of each of the suppliers, a family counted once; one without any is missing. */
export function countLiveOffers({ db }: Pick<Ctx, 'db'>, supplierIds: readonly string[]): Map<string, number> {
  const rows = listRows(
    db,
    { supplierId: text, n: integer },
    `select supplier_id as supplierId, count(*) as n
     from shown_offers
     where supplier_id in (select value from json_each(?))
     group by supplier_id`,
    JSON.stringify(supplierIds),
  );
  return new Map(rows.map(({ supplierId, n }) => [supplierId, n]));
}

/** Ids of the live offers that have this sku, in any case, or this address; for a variant the first of its family. */
export function findOffersByReference({ db }: Pick<Ctx, 'db'>, reference: string): number[] {
  return listValues(
    db,
    integer,
    // Two selects: SQLite reads every offer for one with an "or" over these two indexes.
    `with named as (
       select id, supplier_id, family from offers where slug = lower(@reference) and status = 'live'
       union
       select id, supplier_id, family from offers where sku = @reference collate nocase and status = 'live'
     )
     select distinct coalesce(
       (select min(f.id) from offers f where f.supplier_id = named.supplier_id and f.family = named.family and f.status = 'live'),
       id
     )
     from named
     order by 1`,
    { reference },
  );
}

const attributesColumn = jsonOf('attributes', isAttributes);

/** The attributes of offers, as stored, by id. */
export function findAttributes({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Map<number, Record<string, string>> {
  const rows = listRows(
    db,
    { id: integer, attributes: attributesColumn },
    'select id, attributes from offers where id in (select value from json_each(?))',
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, attributes }) => [id, attributes]));
}

function isAttributes(value: unknown): value is Record<string, string> {
  return z.record(z.string(), z.string()).safeParse(value).success;
}
