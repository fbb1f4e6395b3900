// Stores each supplier's score of the day, computed from its effective evidence.
import { eq, sql } from 'drizzle-orm';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import {
  findSuppliers,
  listExemptions,
  listFacts,
  listSuppliers,
  liveSupplierIds,
  type Supplier,
} from '#app/domain/suppliers/suppliers.server.ts';
import { inIds, preparedQuery } from '#db/client.ts';
import { listValues, text } from '#db/rows.ts';
import { supplierScores } from '#db/schema/scoring.ts';
import { type Facts, score } from './score.ts';
import { listStrengths, listUnknowns, rankIn, type ScoreRank } from './score-summary.ts';
import { type Method, refOf } from './scoring-method.ts';
import { findTownScores, refreshTownScores } from './town-scores.server.ts';

export type SupplierScore = typeof supplierScores.$inferSelect;

/** Recomputes every live supplier's score for the day of `ctx.now`. */
export function refreshScores(ctx: Ctx & { method: Method }): void {
  inTransaction(ctx, () => runAtOnce(eachScore(ctx)));
}

/**
 * The same, a supplier at a time: each reads its facts as they are then. A run that was stopped leaves scores of the day before,
 * which `scoresAreStale` finds.
 */
export function* eachScore(ctx: Ctx & { method: Method }): Slices {
  for (const { id } of listSuppliers(ctx)) {
    refreshScore(ctx, id);
    yield;
  }
  refreshTownScores(ctx);
}

/** Recomputes one supplier's score, whatever its state. */
export function refreshScore(ctx: Ctx & { method: Method }, supplierId: string): void {
  inTransaction(ctx, () => {
    const [supplier] = findSuppliers(ctx, [supplierId]);
    if (!supplier) return;
    const asOf = localDay(ctx.now, ctx.town);
    const input = factsFor(supplier, listFacts(ctx, supplierId), listExemptions(ctx, supplierId), asOf);
    const row = toRow(supplierId, asOf, input, ctx.method);
    ctx.db.insert(supplierScores).values(row).onConflictDoUpdate({ target: supplierScores.supplierId, set: row }).run();
  });
}

const scoresOf = preparedQuery((db) =>
  db.select().from(supplierScores).where(inIds(supplierScores.supplierId)).prepare(),
);

export function findScores(ctx: Pick<Ctx, 'db'>, supplierIds: readonly string[]): Map<string, SupplierScore> {
  const rows = scoresOf(ctx.db).all({ ids: JSON.stringify(supplierIds) });
  return new Map(rows.map((row) => [row.supplierId, row]));
}

const scoreOf = preparedQuery((db) =>
  db
    .select()
    .from(supplierScores)
    .where(eq(supplierScores.supplierId, sql.placeholder('id')))
    .prepare(),
);

export function findScore(ctx: Pick<Ctx, 'db'>, supplierId: string): SupplierScore | undefined {
  return scoreOf(ctx.db).get({ id: supplierId });
}

/** A score with its rank in the town; null without a score. */
export function withRank(ctx: Pick<Ctx, 'db'>, stored: SupplierScore | undefined): RankedScore | null {
  return stored ? { ...stored, rank: rankIn(findTownScores(ctx), stored) } : null;
}
export type RankedScore = SupplierScore & { rank: ScoreRank | null };

/** True when the stored scores are of another day than `ctx.now`: evidence may have expired since. */
export function scoresAreStale(ctx: Ctx): boolean {
  const older = listValues(
    ctx.db,
    text,
    'select supplier_id from supplier_scores where as_of < ?',
    localDay(ctx.now, ctx.town),
  );
  return older.length > 0 && liveSupplierIds(ctx, older).size > 0;
}

/** The input of a supplier's score on a day. */
export function factsFor(
  supplier: Supplier,
  facts: ReturnType<typeof listFacts>,
  exemptions: { criterionId: string; until: string }[],
  asOf: string,
): Facts {
  return {
    asOf,
    headcount: supplier.headcount,
    notApplicable: exemptions.filter(({ until }) => until >= asOf).map(({ criterionId }) => criterionId),
    facts: Object.fromEntries(
      facts.map((f) => [f.criterionId, { value: f.value, evidence: f.level, date: f.datedOn }]),
    ),
  };
}

function toRow(supplierId: string, asOf: string, input: Facts, method: Method): SupplierScore {
  const s = score(input, method);
  const levels = Object.entries(input.facts).flatMap(([id, fact]) =>
    s.criteria[id]?.status === 'provided' ? [fact.evidence] : [],
  );
  return {
    supplierId,
    method: refOf(method),
    asOf,
    proven: s.proven,
    declared: s.declared,
    coverage: s.coverage,
    evidence: s.evidence,
    documented: s.documented,
    reviewed: s.reviewed,
    applicable: s.applicable,
    pillars: s.pillars,
    strengths: listStrengths(s, method),
    unknowns: listUnknowns(s, method),
    bestLevel: evidenceLevels.findLast((level) => levels.includes(level)) ?? 'L0',
  };
}

/** The input of one supplier's score today. */
export function ownFacts(ctx: Ctx, supplier: Supplier): Facts {
  return factsFor(supplier, listFacts(ctx, supplier.id), listExemptions(ctx, supplier.id), localDay(ctx.now, ctx.town));
}
