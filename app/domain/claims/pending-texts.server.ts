// Owns pending_texts: texts of sellers that are not shown yet, or not as they are. The last text that passed stays in its
// place, and a text typed is never lost. The rooms above apply a text that was allowed.
import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { integer, listRows, listValues, type Row, text } from '#db/rows.ts';
import { pendingTexts } from '#db/schema/claims.ts';
import { claimRules, type Judgement } from './claim-kinds.ts';
import { type ClaimContext, judgeText } from './judge-text.ts';
import type { TextPlace } from './pending-text.ts';

export type PendingText = typeof pendingTexts.$inferSelect;

/**
 * Whether a text may be shown: it claims nothing that needs a look, or a steward allowed each of its sentences that do,
 * or all of it, for this supplier.
 */
export function isShowable(ctx: Pick<Ctx, 'db'>, supplierId: string, typed: string, context: ClaimContext): boolean {
  const { verdict, findings } = judgeText(typed, context);
  if (verdict === 'ok') return true;
  const allowed = listAllowedTexts(ctx, supplierId);
  if (allowed.includes(typed.trim())) return true;
  return findings.length > 0 && findings.every(({ sentence }) => allowed.some((one) => one.includes(sentence)));
}

function listAllowedTexts({ db }: Pick<Ctx, 'db'>, supplierId: string): string[] {
  return listValues(db, text, `select text from pending_texts where supplier_id = ? and state = 'allowed'`, supplierId);
}

/**
 * Keeps a text that may not be shown, in place of the one that its field had waiting. It waits for a steward, unless the
 * words alone are refused; a seller's `note` why they are no claim brings them before a steward too.
 */
export function holdText(
  ctx: Ctx,
  place: TextPlace,
  typed: string,
  context: ClaimContext,
  note: string | null = null,
): void {
  endPendingText(ctx, place, 'typed');
  const judged = judgeText(typed, context);
  const state = judged.verdict === 'refused' && !note ? 'refused' : 'waiting';
  ctx.db
    .insert(pendingTexts)
    .values({ ...pendingRow(ctx, place, typed, judged), state, note, isLive: false })
    .run();
  recordAudit(ctx, `holdText:${place.field}`, place.offerId === null ? place.supplierId : String(place.offerId));
}

function pendingRow(ctx: Ctx, place: TextPlace, typed: string, { kinds, findings }: Judgement) {
  return {
    id: newId('txt'),
    ...place,
    text: typed.trim(),
    kinds,
    found: [...new Set(findings.map(({ found }) => found))].slice(0, 12),
    evidence: [...new Set(findings.flatMap(({ evidence }) => evidence))],
    differences: findings.flatMap(({ difference }) => difference ?? []),
    rules: claimRules,
    typedBy: recordedActor(ctx),
    typedAt: isoUtc(ctx.now),
  };
}

/**
 * Brings a text that is shown before a steward, because the rules of today would not let it pass. It stays where it is
 * until then. False if it waits already, or a steward decided on it.
 */
export function holdLiveText(ctx: Ctx, place: TextPlace, live: string, context: ClaimContext): boolean {
  const known = listValues(
    ctx.db,
    text,
    `select id from pending_texts
     where supplier_id = ? and offer_id is ? and image_id is ? and field = ? and text = ? and is_live = 1
       and state in ('waiting', 'refused')`,
    place.supplierId,
    place.offerId,
    place.imageId,
    place.field,
    live.trim(),
  );
  if (known.length > 0) return false;
  const row = pendingRow(ctx, place, live, judgeText(live, context));
  ctx.db
    .insert(pendingTexts)
    .values({ ...row, state: 'waiting', note: null, isLive: true })
    .run();
  recordAudit(ctx, `holdLiveText:${place.field}`, place.offerId === null ? place.supplierId : String(place.offerId));
  return true;
}

/**
 * Ends the texts that a field has waiting or refused: another one passed, or its seller takes it back. `typed`: those alone
 * that were typed; one that is shown stays with the stewards while another waits beside it.
 */
export function endPendingText(
  ctx: Ctx,
  { supplierId, offerId, imageId, field }: TextPlace,
  which: 'all' | 'typed' = 'all',
): void {
  ctx.db
    .update(pendingTexts)
    .set({ state: 'ended' })
    .where(
      and(
        eq(pendingTexts.supplierId, supplierId),
        inArray(pendingTexts.state, ['waiting', 'refused']),
        offerId === null ? isNull(pendingTexts.offerId) : eq(pendingTexts.offerId, offerId),
        imageId === null ? isNull(pendingTexts.imageId) : eq(pendingTexts.imageId, imageId),
        eq(pendingTexts.field, field),
        which === 'typed' ? eq(pendingTexts.isLive, false) : undefined,
      ),
    )
    .run();
}

/** Texts of a supplier that wait or were refused, the newest first. */
export function listPendingTexts({ db }: Pick<Ctx, 'db'>, supplierId: string): PendingText[] {
  return db
    .select()
    .from(pendingTexts)
    .where(and(eq(pendingTexts.supplierId, supplierId), inArray(pendingTexts.state, ['waiting', 'refused'])))
    .orderBy(desc(pendingTexts.typedAt), pendingTexts.id)
    .limit(500)
    .all();
}

/** Texts that wait for a steward, the oldest first, at most `limit`; all by -1. `total` counts those above the limit too. */
export function listWaitingTexts({ db }: Pick<Ctx, 'db'>, limit = -1): Row<typeof waitingText>[] {
  return listRows(
    db,
    waitingText,
    `select id, typed_at as since, supplier_id as supplierId, count(*) over () as total
     from pending_texts
     where state = 'waiting'
     order by typed_at, id
     limit ?`,
    limit,
  );
}
const waitingText = { id: text, since: text, supplierId: text, total: integer };

/** A pending text in any state. Throws NotFound. */
export function getPendingText({ db }: Pick<Ctx, 'db'>, id: string): PendingText {
  const pending = db.select().from(pendingTexts).where(eq(pendingTexts.id, id)).get();
  if (!pending) throw new NotFound(`pending text ${id}`);
  return pending;
}

/** Brings a refused text before a steward, with the seller's words why it is no claim. */
export function contestPendingText(
  ctx: Ctx,
  supplierId: string,
  id: string,
  note: string,
): Result<object, { reason: 'not-now' }> {
  return inTransaction(ctx, ({ db }) => {
    const { changes } = db
      .update(pendingTexts)
      .set({ state: 'waiting', note, typedAt: isoUtc(ctx.now), decidedBy: null, decidedAt: null })
      .where(and(eq(pendingTexts.id, id), eq(pendingTexts.supplierId, supplierId), eq(pendingTexts.state, 'refused')))
      .run();
    if (changes === 0) return refused('not-now');
    recordAudit(ctx, 'contestPendingText', id);
    return done();
  });
}

/** Takes a text back that waits or was refused; the one that is shown stays. */
export function withdrawPendingText(ctx: Ctx, supplierId: string, id: string): Result<object, { reason: 'not-now' }> {
  return inTransaction(ctx, () => {
    const pending = getPendingText(ctx, id);
    if (pending.supplierId !== supplierId || !['waiting', 'refused'].includes(pending.state)) return refused('not-now');
    if (pending.isLive) return refused('not-now');
    endPendingText(ctx, pending, 'typed');
    recordAudit(ctx, 'withdrawPendingText', id);
    return done();
  });
}

/** Writes a steward's decision on a waiting text, in the caller's transaction; false if it does not wait any more. */
export function recordTextDecision(ctx: Ctx, id: string, outcome: 'allowed' | 'refused', reason: string): boolean {
  const { changes } = ctx.db
    .update(pendingTexts)
    .set({ state: outcome, decidedBy: recordedActor(ctx), decidedAt: isoUtc(ctx.now), reason })
    .where(and(eq(pendingTexts.id, id), eq(pendingTexts.state, 'waiting')))
    .run();
  return changes > 0;
}

/** Records that a steward looked at words before the place was open, so that they pass: for a town that is set up. */
export function allowText(ctx: Ctx, place: TextPlace, typed: string, context: ClaimContext, reason: string): void {
  holdText(ctx, place, typed, context, reason);
  ctx.db
    .update(pendingTexts)
    .set({ state: 'allowed', decidedBy: recordedActor(ctx), decidedAt: isoUtc(ctx.now), reason })
    .where(and(eq(pendingTexts.supplierId, place.supplierId), eq(pendingTexts.text, typed.trim())))
    .run();
}
