// The history of an offer's fields: who changed which, when, from what to what. Its stock has a history of its own.
import { desc, eq } from 'drizzle-orm';
import { recordAudit, recordAudits } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { findRow, text } from '#db/rows.ts';
import { offerChanges } from '#db/schema/catalogue.ts';
import type { ChangeSource } from './offer.ts';

export function recordChange(
  ctx: Ctx,
  offerId: number,
  via: ChangeSource,
  changes: Record<string, [unknown, unknown]>,
): void {
  ctx.db
    .insert(offerChanges)
    .values({ offerId, at: isoUtc(ctx.now), actor: recordedActor(ctx), via, changes })
    .run();
  if (via !== 'import') recordAudit(ctx, `changeOffer:${via}`, String(offerId));
}

/** The same change of several offers, at most some hundreds. */
export function recordChanges(
  ctx: Ctx,
  offerIds: readonly number[],
  via: Exclude<ChangeSource, 'import'>,
  changes: Record<string, [unknown, unknown]>,
): void {
  if (offerIds.length === 0) return;
  const own = { at: isoUtc(ctx.now), actor: recordedActor(ctx), via, changes };
  ctx.db
    .insert(offerChanges)
    .values(offerIds.map((offerId) => ({ offerId, ...own })))
    .run();
  recordAudits(ctx, `changeOffer:${via}`, offerIds.map(String));
}

/** An offer's changes, the newest first. */
export function listChanges({ db }: Pick<Ctx, 'db'>, offerId: number, limit = 50) {
  return db
    .select()
    .from(offerChanges)
    .where(eq(offerChanges.offerId, offerId))
    .orderBy(desc(offerChanges.id))
    .limit(limit)
    .all();
}

/** The last change of a field of the draft: its actor and time; undefined if it was never changed. */
export function findLastChange(
  { db }: Pick<Ctx, 'db'>,
  offerId: number,
  field: string,
): { actor: string; at: string } | undefined {
  return findRow(
    db,
    { actor: text, at: text },
    `select actor, at
     from offer_changes, json_each(changes)
     where offer_id = ? and json_each.key = ?
     order by offer_changes.id desc
     limit 1`,
    offerId,
    field,
  );
}

/** Whether two values of a field are equal; the order of keys does not matter, and absent is null. */
export function sameValue(a: unknown, b: unknown): boolean {
  return stableJson(a) === stableJson(b);
}

/** Stable JSON: the order of keys does not matter. */
function stableJson(value: unknown): string {
  return JSON.stringify(value ?? null, (_, v) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );
}
