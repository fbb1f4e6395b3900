import { and, eq, inArray } from 'drizzle-orm';
import { type Ctx, utc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { offers } from '#db/schema/catalogue.ts';

export type Offer = typeof offers.$inferSelect;

/** A live offer by its slug. Throws NotFound. */
export function getOffer({ db }: Pick<Ctx, 'db'>, slug: string): Offer {
  const offer = db
    .select()
    .from(offers)
    .where(and(eq(offers.slug, slug), eq(offers.status, 'live')))
    .get();
  if (!offer) throw new NotFound(`offer ${slug}`);
  return offer;
}

export function findOffers({ db }: Pick<Ctx, 'db'>, ids: readonly number[]): Offer[] {
  return ids.length === 0
    ? []
    : db
        .select()
        .from(offers)
        .where(inArray(offers.id, [...ids]))
        .all();
}

/** Puts an offer on sale. Returns its id. */
export function listOffer(ctx: Ctx, offer: Omit<typeof offers.$inferInsert, 'id' | 'status' | 'createdAt'>): number {
  return ctx.db
    .insert(offers)
    .values({ ...offer, status: 'live', createdAt: utc(ctx.now) })
    .returning({ id: offers.id })
    .get().id;
}
