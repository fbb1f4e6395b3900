import { eq, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { liveSupplierIds } from '#app/domain/suppliers/suppliers.server.ts';
import { inIds, preparedQuery } from '#db/client.ts';
import { integer, listRows, listValues, oneOf, type Row, sourceText, text } from '#db/rows.ts';
import { offers } from '#db/schema/catalogue.ts';
import { type OfferStatus, offerStatuses } from './offer.ts';

export type OfferRow = typeof offers.$inferSelect;
/** `status` is the status that buyers see; `ownStatus` is the one that the supplier set. */
export type Offer = OfferRow & { ownStatus: OfferRow['status'] };

const offerBySlug = preparedQuery((db) =>
  db
    .select()
    .from(offers)
    .where(eq(offers.slug, sql.placeholder('slug')))
    .prepare(),
);

/** A live offer by its slug. Throws NotFound. */
export function getOffer(ctx: Pick<Ctx, 'db'>, slug: string): Offer {
  const row = offerBySlug(ctx.db).get({ slug });
  const [offer] = row ? asBuyersSee(ctx, [row]) : [];
  if (offer?.status !== 'live') throw new NotFound(`offer ${slug}`);
  return offer;
}

const offersBySlugs = preparedQuery((db) => db.select().from(offers).where(inIds(offers.slug)).prepare());

/** Offers by their slugs, in the order of `slugs`, with those that are no longer on sale; drafts and unknown ones are left out. */
export function findPublishedOffers(ctx: Pick<Ctx, 'db'>, slugs: readonly string[]): Offer[] {
  const found = asBuyersSee(ctx, offersBySlugs(ctx.db).all({ ids: JSON.stringify(slugs) }));
  const bySlug = new Map(found.map((offer) => [offer.slug, offer]));
  return slugs.flatMap((slug) => {
    const offer = bySlug.get(slug);
    return offer && offer.ownStatus !== 'draft' ? [offer] : [];
  });
}

const offersByIds = preparedQuery((db) => db.select().from(offers).where(inIds(offers.id)).prepare());

export function findOffers(ctx: Pick<Ctx, 'db'>, ids: readonly number[]): Offer[] {
  return asBuyersSee(ctx, offersByIds(ctx.db).all({ ids: JSON.stringify(ids) }));
}

/** An offer of a supplier that is not live (suspended, for example) reads as archived, whatever its own status. */
function asBuyersSee(ctx: Pick<Ctx, 'db'>, rows: OfferRow[]): Offer[] {
  const live = liveSupplierIds(ctx, new Set(rows.map((row) => row.supplierId)));
  return rows.map((row) => ({
    ...row,
    ownStatus: row.status,
    status: live.has(row.supplierId) ? row.status : 'archived',
  }));
}

/** Ids of a supplier's offers with own status `live`, the oldest first; of a family its first. */
export function listOfferIds({ db }: Pick<Ctx, 'db'>, supplierId: string): number[] {
  return listValues(
    db,
    integer,
    `select id
     from shown_offers
     where supplier_id = ?
     order by id`,
    supplierId,
  );
}

/** Ids of all offers of a supplier, archived ones too, the oldest first. */
export function listAllOfferIds({ db }: Pick<Ctx, 'db'>, supplierId: string): number[] {
  return listValues(db, integer, 'select id from offers where supplier_id = ? order by id', supplierId);
}

const factorOffer = { slug: text, name: sourceText, supplierId: text };

/** Offers that buyers see and whose scenario names a factor, by French name. */
export function listOffersOfFactor({ db }: Pick<Ctx, 'db'>, factorId: string): Row<typeof factorOffer>[] {
  const using = listRows(
    db,
    factorOffer,
    `select slug, name, supplier_id as supplierId
     from offers
     where status = 'live' and exists (select 1 from json_each(scenario) where value = ?)
     order by name ->> '$.fr'`,
    factorId,
  );
  const live = liveSupplierIds(
    { db },
    using.map(({ supplierId }) => supplierId),
  );
  return using.filter(({ supplierId }) => live.has(supplierId));
}

/** Those of the offers that were created on this day (YYYY-MM-DD) or later. */
export function listOffersMadeSince({ db }: Pick<Ctx, 'db'>, ids: readonly number[], day: string): number[] {
  return listValues(
    db,
    integer,
    'select id from offers where id in (select value from json_each(?)) and created_at >= ?',
    JSON.stringify(ids),
    day,
  );
}

/** Number of a supplier's offers in each status. */
export function countOffers({ db }: Pick<Ctx, 'db'>, supplierId: string): Record<OfferStatus, number> {
  const rows = listRows(
    db,
    { status: oneOf(offerStatuses), n: integer },
    'select status, count(*) as n from offers where supplier_id = ? group by status',
    supplierId,
  );
  return { draft: 0, live: 0, archived: 0, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) };
}

/** Number of a supplier's offers that are not archived, drafts included. */
export function countUnarchivedOffers(ctx: Pick<Ctx, 'db'>, supplierId: string): number {
  const { draft, live } = countOffers(ctx, supplierId);
  return draft + live;
}
