// The quarter's draw of facts that are looked at again. Its pool is announced in the ledger before its seed exists: the
// first cosignature that an outside witness makes after an announced time, which the town can neither choose nor foresee.
// A town without any witness draws by its own next checkpoint, which it could steer: the draw says so, from its
// announcement on.
import { createHash } from 'node:crypto';
import { and, desc, eq, isNull } from 'drizzle-orm';
import { firstOwnSignatureAfter } from '#app/domain/ledger/checkpoints.server.ts';
import { firstCosignatureAfter } from '#app/domain/ledger/cosignatures.server.ts';
import { createListTree } from '#app/domain/ledger/list-tree.server.ts';
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { activePolicy } from '#app/domain/ledger/policy.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { addDays, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { admittedIds } from '#app/domain/suppliers/lifecycle.server.ts';
import type { SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { evidenceRechecks, recheckDraws } from '#db/schema/evidence.ts';

export type RecheckDraw = typeof recheckDraws.$inferSelect;

const recheckShare = 0.05;
/** Between the announcement and the seed, so that everybody can have read the pool. */
const noticeMs = 3600_000;
/** Days for a supplier whose fact was drawn to hand the piece in. */
const dueDays = 21;

/** The quarter of a day, as "2026-Q4". */
function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** Announces the draw of the quarter, once: 5 % of the facts that a register or the platform does not vouch for. */
export function announceDraw(ctx: LedgerCtx, facts: readonly SupplierFact[]): void {
  const quarter = quarterOf(localDay(ctx.now, ctx.town));
  if (ctx.db.select().from(recheckDraws).where(eq(recheckDraws.quarter, quarter)).get()) return;
  const admitted = admittedIds(ctx);
  const pool = facts
    .filter(({ supplierId, level }) => admitted.has(supplierId) && (level === 'L1' || level === 'L2'))
    .map(({ id }) => id)
    .sort();
  if (pool.length === 0) return;
  const after = new Date(ctx.now.getTime() + noticeMs);
  const size = Math.ceil(pool.length * recheckShare);
  const seedBy = activePolicy(ctx).witnesses.length > 0 ? 'witness' : 'own';
  ctx.db
    .insert(recheckDraws)
    .values({ quarter, announcedAt: isoUtc(ctx.now), after: isoUtc(after), pool, size, seedBy })
    .run();
  appendEntries(ctx, [
    {
      kind: 'draw.announced',
      event: `draw-${quarter}:announced`,
      body: {
        v: 1,
        at: seconds(ctx.now),
        draw: quarter,
        after: seconds(after),
        pool: pool.length,
        pool_root: rootOf(pool),
        drawn: size,
        seed_by: seedBy,
      },
    },
  ]);
}

/** Lets the lot of an announced draw fall, once its signer has signed after its time. Does nothing before. */
export function completeDraw(ctx: LedgerCtx, facts: readonly SupplierFact[]): void {
  const draw = ctx.db.select().from(recheckDraws).where(isNull(recheckDraws.seed)).get();
  const signatureAfter = draw?.seedBy === 'own' ? firstOwnSignatureAfter : firstCosignatureAfter;
  const cosignature = draw && signatureAfter(ctx, new Date(draw.after))?.trim();
  if (!cosignature) return;
  const seed = createHash('sha256').update(cosignature).digest('hex');
  const drawnIds = drawSample(draw.pool, seed, draw.size);
  ctx.db
    .update(recheckDraws)
    .set({ seed, cosignature, drawnAt: isoUtc(ctx.now) })
    .where(eq(recheckDraws.quarter, draw.quarter))
    .run();
  const dueOn = addDays(localDay(ctx.now, ctx.town), dueDays);
  for (const fact of facts.filter(({ id }) => drawnIds.includes(id))) openRecheck(ctx, draw.quarter, fact, dueOn);
  appendEntries(ctx, [
    {
      kind: 'draw.done',
      event: `draw-${draw.quarter}:done`,
      body: {
        v: 1,
        at: seconds(ctx.now),
        draw: draw.quarter,
        seed,
        cosignature,
        drawn: drawnIds.length,
        result_root: rootOf(drawnIds),
      },
    },
  ]);
}

function openRecheck(ctx: LedgerCtx, quarter: string, fact: SupplierFact, dueOn: string): void {
  const { id: factId, supplierId, criterionId } = fact;
  const row = { id: newId('rck'), quarter, factId, supplierId, criterionId, drawnAt: isoUtc(ctx.now), dueOn };
  ctx.db.insert(evidenceRechecks).values(row).run();
  const letter = { template: 'recheck-drawn', supplierId, criterionId, dueOn };
  enqueue(ctx, 'mail', `mail:recheck-drawn:${quarter}:${factId}`, letter);
}

/**
 * The ids with the lowest SHA-256(seed, line feed, id), in the order of the ids: anybody draws the same from the pool
 * and the seed, in whatever order the pool is.
 */
function drawSample(pool: readonly string[], seed: string, size: number): string[] {
  return pool
    .map((id) => ({ id, rank: createHash('sha256').update(`${seed}\n${id}`).digest('hex') }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id)
    .sort();
}

/** The draws of all quarters, the latest first. */
export function listDraws({ db }: Pick<Ctx, 'db'>): RecheckDraw[] {
  return db.select().from(recheckDraws).orderBy(desc(recheckDraws.quarter)).all();
}

/** A draw as everybody may read and repeat it; `result` is null until the lot has fallen. */
export function publicDraw({
  quarter,
  announcedAt,
  after,
  pool,
  size,
  seedBy,
  cosignature,
  seed,
  drawnAt,
}: RecheckDraw) {
  const result = seed === null ? null : drawSample(pool, seed, size);
  return {
    draw: quarter,
    announcedAt,
    after,
    pool,
    poolRoot: rootOf(pool),
    size,
    seedBy,
    cosignature,
    seed,
    drawnAt,
    result,
  };
}

/** The open recheck of a supplier's criterion, with the last day to hand the piece in. */
export function findOpenRecheck({ db }: Pick<Ctx, 'db'>, supplierId: string, criterionId: string) {
  return db
    .select({ quarter: evidenceRechecks.quarter, dueOn: evidenceRechecks.dueOn })
    .from(evidenceRechecks)
    .where(
      and(
        eq(evidenceRechecks.supplierId, supplierId),
        eq(evidenceRechecks.criterionId, criterionId),
        isNull(evidenceRechecks.decidedAt),
      ),
    )
    .get();
}

const seconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;
const rootOf = (ids: readonly string[]) => createListTree(ids).root.toString('hex');
