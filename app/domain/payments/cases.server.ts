// Owns payment_cases: payment problems that only a person can decide.
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { getValue, integer } from '#db/rows.ts';
import { paymentCases } from '#db/schema/payments.ts';
import type { CaseFacts } from './payment.ts';

export type { CaseFacts };
export type PaymentCase = typeof paymentCases.$inferSelect;

/**
 * One case per subject and reason; a repeated problem reopens it. A job finds a difference of the books, a
 * charge without an order or a late refund again each time, so such a case, once dismissed, stays dismissed while its facts are the same.
 */
export function openCase(
  ctx: Ctx,
  subject: string,
  reference: string | null,
  reason: PaymentCase['reason'],
  facts: CaseFacts = {},
): void {
  preparedSql(
    ctx.db,
    `insert into payment_cases (id, subject, reference, reason, facts, opened_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict (subject, reason) do update set
       facts = excluded.facts,
       opened_at = iif(closed_at is null, opened_at, excluded.opened_at),
       closed_at = null,
       closed_by = null
     where closed_at is null or reason not in ('books-differ', 'charge-without-order', 'refund-delayed') or facts <> excluded.facts`,
  ).run(newId('cas'), subject, reference, reason, JSON.stringify(facts), isoUtc(ctx.now));
}

/** Closes a case in the name of the actor. False when it was not open. */
export function closeCase(ctx: Ctx, subject: string, reason: PaymentCase['reason']): boolean {
  const by = ctx.actor.kind === 'user' ? ctx.actor.userId : 'system';
  return (
    preparedSql(
      ctx.db,
      `update payment_cases
       set closed_at = ?, closed_by = ?
       where subject = ? and reason = ? and closed_at is null`,
    ).run(isoUtc(ctx.now), by, subject, reason).changes > 0
  );
}

/** A case that was closed; undefined while it is open, or when there was none. */
export function findClosedCase(
  { db }: Pick<Ctx, 'db'>,
  subject: string,
  reason: PaymentCase['reason'],
): PaymentCase | undefined {
  const closed = and(
    eq(paymentCases.subject, subject),
    eq(paymentCases.reason, reason),
    isNotNull(paymentCases.closedAt),
  );
  return db.select().from(paymentCases).where(closed).get();
}

export function findOpenCase({ db }: Pick<Ctx, 'db'>, caseId: string): PaymentCase | undefined {
  const open = and(eq(paymentCases.id, caseId), isNull(paymentCases.closedAt));
  return db.select().from(paymentCases).where(open).get();
}

/** Open cases, the latest first; at most a hundred. */
export function listCases({ db }: Pick<Ctx, 'db'>): PaymentCase[] {
  const open = isNull(paymentCases.closedAt);
  return db.select().from(paymentCases).where(open).orderBy(desc(paymentCases.openedAt)).limit(100).all();
}

/** How many cases wait for a person. */
export function countOpenCases({ db }: Pick<Ctx, 'db'>): number {
  return getValue(db, integer, 'select count(*) from payment_cases where closed_at is null');
}

const casesByIds = preparedQuery((db) => db.select().from(paymentCases).where(inIds(paymentCases.id)).prepare());

/** Cases by id, open or closed. */
export function findCases({ db }: Pick<Ctx, 'db'>, ids: readonly string[]): Map<string, PaymentCase> {
  return new Map(
    casesByIds(db)
      .all({ ids: JSON.stringify(ids) })
      .map((one) => [one.id, one]),
  );
}
