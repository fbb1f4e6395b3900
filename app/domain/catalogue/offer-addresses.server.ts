// Addresses of live offers for robots and readers of feeds: few columns, many rows.
import type { Ctx } from '#app/domain/shared/context.ts';
import { integer, jsonOf, listRows, listValues, nullable, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import { categories } from './offer.ts';
import { familyName, isVariant } from './variants.ts';

type Reader = Pick<Ctx, 'db'>;

/** `changedAt`: the last change of the offer, UTC. */
const offerAddress = { id: integer, slug: text, supplierId: text, changedAt: text };
export type OfferAddress = Row<typeof offerAddress>;

/** Live offers, of a family its first, with ids from `first` up to, but without, `end`; whether their supplier is live is for the caller to ask. */
export function listOfferAddresses({ db }: Reader, first: number, end: number): OfferAddress[] {
  return listRows(
    db,
    offerAddress,
    `select id, slug, supplier_id as supplierId, iif(updated_at = '', created_at, updated_at) as changedAt
     from shown_offers
     where id >= ? and id < ?
     order by id`,
    first,
    end,
  );
}

/** When a live offer of each supplier last changed, UTC, by the supplier's id. */
export function listLastOfferChanges({ db }: Reader): Map<string, string> {
  const rows = listRows(
    db,
    { supplierId: text, at: text },
    `select supplier_id as supplierId, max(iif(updated_at = '', created_at, updated_at)) as at
     from offers
     where status = 'live'
     group by supplier_id`,
  );
  return new Map(rows.map(({ supplierId, at }) => [supplierId, at]));
}

/** The numbers of the runs of `length` ids that hold a live offer: run n begins at id n × length. */
export function listOfferRuns({ db }: Reader, length: number): number[] {
  const runs = `select distinct cast(id / ? as integer) from offers where status = 'live' order by 1`;
  return listValues(db, integer, runs, length);
}

const newOffer = {
  id: integer,
  slug: text,
  supplierId: text,
  category: oneOf(categories),
  name: sourceText,
  variant: nullable(jsonOf('a variant', isVariant)),
  description: sourceText,
  priceCents: integer,
  vatBasisPoints: integer,
  onQuote: integer,
  createdAt: text,
  changedAt: text,
};
export type NewestOffer = Row<typeof newOffer>;

/** The newest live offers of these suppliers, of a family its first, by the day and hour that they were first listed, the newest first. */
export function listNewestOffers({ db }: Reader, supplierIds: Iterable<string>, limit: number): NewestOffer[] {
  const rows = listRows(
    db,
    newOffer,
    `select id, slug, supplier_id as supplierId, category, name, variant, description, price_cents as priceCents,
       vat_basis_points as vatBasisPoints, on_quote as onQuote, created_at as createdAt,
       iif(updated_at = '', created_at, updated_at) as changedAt
     from shown_offers
     where supplier_id in (select value from json_each(?))
     order by created_at desc, id desc
     limit ?`,
    JSON.stringify([...supplierIds]),
    limit,
  );
  return rows.map((row) => ({ ...row, name: familyName(row.name, row.variant) }));
}
