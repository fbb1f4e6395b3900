import { and, eq, sql } from 'drizzle-orm';
import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { preparedQuery } from '#db/client.ts';
import { offers } from '#db/schema/catalogue.ts';

export type Offer = typeof offers.$inferSelect;

const offerBySlug = preparedQuery((db) =>
  db
    .select()
    .from(offers)
    .where(and(eq(offers.slug, sql.placeholder('slug')), eq(offers.status, 'live')))
    .prepare(),
);

/** A live offer by its slug. Throws NotFound. */
export function getOffer({ db }: Pick<Ctx, 'db'>, slug: string): Offer {
  const offer = offerBySlug(db).get({ slug });
  if (!offer) throw new NotFound(`offer ${slug}`);
  return offer;
}

const offersByIds = preparedQuery((db) =>
  db
    .select()
    .from(offers)
    .where(sql`${offers.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

export function findOffers({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Offer[] {
  return offersByIds(db).all({ ids: JSON.stringify(ids) });
}

/** Puts an offer on sale. Returns its id. */
export function listOffer(ctx: Ctx, offer: Omit<typeof offers.$inferInsert, 'id' | 'status' | 'createdAt'>): number {
  return ctx.db
    .insert(offers)
    .values({ ...offer, status: 'live', createdAt: utc(ctx.now) })
    .returning({ id: offers.id })
    .get().id;
}
