// Owns lending_claims: what lenders ask for after an inspection, and how it ended.
import { and, asc, eq, ne } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inIds, preparedQuery, preparedSql } from '#db/client.ts';
import { integer, listRows, listValues, type Row, text } from '#db/rows.ts';
import { lendingClaims } from '#db/schema/settlement.ts';
import { type ClaimState, claimPrefix } from './lending-claim.ts';

export type LendingClaim = typeof lendingClaims.$inferSelect;

/** Enters an open claim, in the caller's transaction; returns its id. The database has one for a span that is not dropped. */
export function insertClaim(
  ctx: Ctx,
  claim: Omit<LendingClaim, 'id' | 'state' | 'reply' | 'openedAt' | 'closedAt'>,
): string {
  const id = newId(claimPrefix);
  ctx.db
    .insert(lendingClaims)
    .values({ ...claim, id, state: 'open', openedAt: isoUtc(ctx.now) })
    .run();
  return id;
}

export function findClaim({ db }: Pick<Ctx, 'db'>, id: string): LendingClaim | undefined {
  return db.select().from(lendingClaims).where(eq(lendingClaims.id, id)).get();
}

/** The claim of a span that was not dropped. */
export function findClaimOf({ db }: Pick<Ctx, 'db'>, span: string): LendingClaim | undefined {
  const own = and(eq(lendingClaims.span, span), ne(lendingClaims.state, 'dropped'));
  return db.select().from(lendingClaims).where(own).get();
}

const claimsOf = preparedQuery((db) =>
  db.select().from(lendingClaims).where(inIds(lendingClaims.orderId)).orderBy(asc(lendingClaims.openedAt)).prepare(),
);

/** The claims of orders, the earliest first. */
export function listClaims({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): LendingClaim[] {
  return claimsOf(db).all({ ids: JSON.stringify(orderIds) });
}

/** Ids of the paid claims of a supplier. */
export function listPaidClaims({ db }: Pick<Ctx, 'db'>, supplierId: string): string[] {
  return listValues(
    db,
    text,
    "select id from lending_claims where supplier_id = ? and state = 'paid' order by opened_at",
    supplierId,
  );
}

const claimedSum = { id: text, cents: integer };

/** Id and cents of every claim, for the check of the books; zero cents until it is paid. */
export function listClaimSums({ db }: Pick<Ctx, 'db'>): Row<typeof claimedSum>[] {
  return listRows(
    db,
    claimedSum,
    `select id, iif(state = 'paid', late_ht_cents + late_vat_cents + damage_cents, 0) as cents
     from lending_claims`,
  );
}

/** Ends a claim, or notes that it is contested; false when it was in none of the states `from`. */
export function markClaim(
  ctx: Ctx,
  id: string,
  from: readonly ClaimState[],
  state: Exclude<ClaimState, 'open'>,
  reply = '',
): boolean {
  const closedAt = state === 'contested' ? null : isoUtc(ctx.now);
  return (
    preparedSql(
      ctx.db,
      `update lending_claims
       set state = ?, closed_at = ?, reply = iif(? = '', reply, ?)
       where id = ? and state in (select value from json_each(?))`,
    ).run(state, closedAt, reply, reply, id, JSON.stringify(from)).changes > 0
  );
}

/** Blanks both sides' words of the claims of orders, in the caller's transaction. */
export function anonymiseClaims({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): void {
  preparedSql(
    db,
    `update lending_claims
     set reason = '', reply = ''
     where order_id in (select value from json_each(?))`,
  ).run(JSON.stringify(orderIds));
}
