// Owns offer_reviews: a reader reports an offer, a steward keeps it or takes it down.
import { and, eq, isNull } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';
import { offerReviews } from '#db/schema/catalogue.ts';
import { findOffers } from './offers.server.ts';
import { withdrawFamily } from './variant-edits.server.ts';

export type OfferReview = typeof offerReviews.$inferSelect;

/** Ignored when this user already has an open report on the offer. */
export function reportOffer(ctx: Ctx, offerId: number, text: string): void {
  const reporter = requireUserId(ctx);
  inTransaction(ctx, ({ db }) => {
    const open = and(
      eq(offerReviews.offerId, offerId),
      eq(offerReviews.reporter, reporter),
      isNull(offerReviews.decidedAt),
    );
    if (db.select({ id: offerReviews.id }).from(offerReviews).where(open).get()) return;
    const id = newId('orv');
    db.insert(offerReviews)
      .values({ id, offerId, reporter, text, at: isoUtc(ctx.now) })
      .run();
    recordAudit(ctx, 'reportOffer', id);
  });
}

/** An offer taken down becomes a draft again, so that its supplier can correct it and put it back on sale. */
export function decideOfferReview(
  ctx: Ctx,
  id: string,
  outcome: 'kept' | 'taken-down',
  reason: string,
): Result<object, { reason: 'not-now' | 'reason-missing' }> {
  const review = getOfferReview(ctx, id);
  const [offer] = findOffers(ctx, [review.offerId]);
  const steward = requireImpartialSteward(ctx, offer!.supplierId);
  if (!reason) return refused('reason-missing');
  return inTransaction(ctx, ({ db }) => {
    const { changes } = db
      .update(offerReviews)
      .set({ outcome, reason, decidedBy: steward, decidedAt: isoUtc(ctx.now) })
      .where(and(eq(offerReviews.id, id), isNull(offerReviews.decidedAt)))
      .run();
    if (changes === 0) return refused('not-now');
    if (outcome === 'taken-down') withdrawFamily(ctx, offer!);
    recordAudit(ctx, `${outcome === 'kept' ? 'keep' : 'takeDown'}Offer`, String(review.offerId));
    return done();
  });
}

const openReview = { id: text, since: text, supplierId: text, total: integer };

/** Reports of offers that wait for a steward, the oldest first, at most `limit`; all by -1. */
export function listOpenReviews({ db }: Pick<Ctx, 'db'>, limit = -1): Row<typeof openReview>[] {
  return listRows(
    db,
    openReview,
    `select r.id, r.at as since, o.supplier_id as supplierId, count(*) over () as total
     from offer_reviews r
     join offers o on o.id = r.offer_id
     where r.decided_at is null
     order by since, r.id
     limit ?`,
    limit,
  );
}

export function getOfferReview({ db }: Pick<Ctx, 'db'>, id: string): OfferReview {
  const review = db.select().from(offerReviews).where(eq(offerReviews.id, id)).get();
  if (!review) throw new NotFound(`offer review ${id}`);
  return review;
}

/** Erases the texts of a person's reports, in the caller's transaction. The reports and their decisions stay. */
export function eraseOfferReviews({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, `update offer_reviews set text = '' where reporter = ?`).run(userId);
}

/** Erases who reported and the text of reports decided before `before`, at most `limit`; returns how many. */
export function eraseOldOfferReviews({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `update offer_reviews
     set text = '', reporter = ''
     where id in (select id from offer_reviews where decided_at < ? and reporter <> '' limit ?)`,
  ).run(before, limit).changes;
}
