import { eq, getTableColumns, sql } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { preparedQuery, preparedSql } from '#db/client.ts';
import { offers } from '#db/schema/catalogue.ts';

/** `status` is the status that buyers see; `ownStatus` is the one that the supplier set. */
export type Offer = typeof offers.$inferSelect & { ownStatus: typeof offers.$inferSelect.status };

/** An offer of a supplier that is not live (suspended, for example) reads as archived, whatever its own status. */
const columns = {
  ...getTableColumns(offers),
  ownStatus: sql<'draft' | 'live' | 'archived'>`${offers.status}`.as('own_status'),
  status: sql<
    'draft' | 'live' | 'archived'
  >`iif((select status from suppliers where id = ${offers.supplierId}) = 'live', ${offers.status}, 'archived')`,
};

const offerBySlug = preparedQuery((db) =>
  db
    .select(columns)
    .from(offers)
    .where(eq(offers.slug, sql.placeholder('slug')))
    .prepare(),
);

/** A live offer by its slug. Throws NotFound. */
export function getOffer({ db }: Pick<Ctx, 'db'>, slug: string): Offer {
  const offer = offerBySlug(db).get({ slug });
  if (offer?.status !== 'live') throw new NotFound(`offer ${slug}`);
  return offer;
}

const offersByIds = preparedQuery((db) =>
  db
    .select(columns)
    .from(offers)
    .where(sql`${offers.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

export function findOffers({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Offer[] {
  return offersByIds(db).all({ ids: JSON.stringify(ids) });
}

/** Ids of a supplier's offers with own status `live`, the oldest first. */
export function listOfferIds({ db }: Pick<Ctx, 'db'>, supplierId: string): number[] {
  const ids = preparedSql(db, `select id from offers where supplier_id = ? and status = 'live' order by id`).pluck();
  return ids.all(supplierId) as number[];
}

/** Inserts an offer that is on sale at once. Returns its id. */
export function listOffer(ctx: Ctx, offer: Omit<typeof offers.$inferInsert, 'id' | 'status' | 'createdAt'>): number {
  return ctx.db
    .insert(offers)
    .values({ sku: offer.slug, ...offer, status: 'live', createdAt: isoUtc(ctx.now), updatedAt: isoUtc(ctx.now) })
    .returning({ id: offers.id })
    .get().id;
}

/** Number of a supplier's offers in each status. */
export function countOffers(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
): Record<'draft' | 'live' | 'archived', number> {
  const rows = preparedSql(db, 'select status, count(*) as n from offers where supplier_id = ? group by status').all(
    supplierId,
  ) as { status: 'draft' | 'live' | 'archived'; n: number }[];
  return { draft: 0, live: 0, archived: 0, ...Object.fromEntries(rows.map(({ status, n }) => [status, n])) };
}
