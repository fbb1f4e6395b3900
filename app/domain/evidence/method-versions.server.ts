// Versions of the method: immutable files, one of them in force. An administrator publishes one, after a preview.
import { desc } from 'drizzle-orm';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import {
  firstMethodRef,
  methodsFolder,
  readMethodFiles,
  readMethods,
} from '#app/domain/scoring/method-files.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Score, score } from '#app/domain/scoring/score.ts';
import { ownFacts, refreshScores } from '#app/domain/scoring/scores.server.ts';
import { type Method, refOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import type { FileFault } from '#app/domain/shared/file-fault.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type GateRefusal, passGate } from '#app/domain/suppliers/deciding.server.ts';
import { reindexSupplierOffers } from '#app/domain/suppliers/lifecycle.server.ts';
import { listSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { methodPublications } from '#db/schema/scoring.ts';

/** After a change of method, both scores are shown for this many days. */
const transitionDays = 60;

/** The reference of the version that was published last. */
export function activeMethodRef(ctx: Pick<Ctx, 'db'>): string {
  return latestPublication(ctx)?.ref ?? firstMethodRef;
}

export type ScoreDifference = { slug: string; name: string; before: number; after: number };

/** Each live supplier's score today under the current and the other version, the largest change first. */
export function scoreDifferencesUnder(ctx: Ctx & ActiveRules, version: Method): ScoreDifference[] {
  return listSuppliers(ctx)
    .map((supplier) => {
      const facts = ownFacts(ctx, supplier);
      return {
        slug: supplier.slug,
        name: supplier.name,
        before: score(facts, ctx.method).proven,
        after: score(facts, version).proven,
      };
    })
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

export type PublishRefusal =
  | GateRefusal
  | { reason: 'unknown' | 'in-force' }
  | { reason: 'broken'; faults: FileFault[] };

/**
 * Makes a version the active one; all scores and the search index are updated in the same transaction. The process
 * computes with it after `rules.reload()`, another process within a second.
 */
export function publishMethod(
  ctx: Ctx & ActiveRules,
  ref: string,
  folder = methodsFolder,
): Result<object, PublishRefusal> {
  const publishedBy = requireRole(ctx, 'administrator');
  const found = readMethodFiles(folder).find((one) => one.ref === ref);
  if (!found) return refused('unknown');
  if (!found.ok) return refused('broken', { faults: found.faults });
  const { file: method } = found;
  const previous = refOf(ctx.method);
  if (ref === previous || isPublished(ctx, ref)) return refused('in-force');
  return inTransaction({ ...ctx, method }, (then) => {
    const gate = passGate(then, { verb: 'method-published', parties: [], sumCents: 0, facts: { version: ref } });
    if (!gate.ok) return gate;
    then.db
      .insert(methodPublications)
      .values({ ref, publishedAt: isoUtc(ctx.now), publishedBy, previous })
      .run();
    refreshScores(then);
    for (const supplier of listSuppliers(then)) {
      reindexSupplierOffers(then, supplier.id);
      writeOfChange(then, supplier, ctx.method);
    }
    recordAudit(then, 'publishMethod', ref);
    return done();
  });
}

/** The letter to a live supplier with its score under both versions; its page has the difference by criterion. */
function writeOfChange(then: Ctx & ActiveRules, supplier: Supplier, previous: Method): void {
  const facts = ownFacts(then, supplier);
  enqueue(then, 'mail', `mail:method-changed:${refOf(then.method)}:${supplier.id}`, {
    template: 'method-changed',
    supplierId: supplier.id,
    method: refOf(then.method),
    before: score(facts, previous).proven,
    after: score(facts, then.method).proven,
  });
}

export type MethodTransition = {
  previous: string;
  before: number;
  after: number;
  until: string;
  /** Proven points (0..100) of each criterion that differs: its score times the weight of its evidence. */
  criteria: { id: string; before: number | null; after: number | null }[];
};

/** For 60 days after a change: a supplier's two scores, and each criterion that differs. Null otherwise. */
export function methodTransition(
  ctx: Ctx & ActiveRules,
  supplier: Supplier,
  folder = methodsFolder,
): MethodTransition | null {
  const latest = latestPublication(ctx);
  if (!latest?.previous) return null;
  const until = addDays(localDay(new Date(latest.publishedAt), ctx.town), transitionDays);
  if (localDay(ctx.now, ctx.town) > until) return null;
  const old = readMethods(folder).get(latest.previous);
  if (!old) return null;
  const facts = ownFacts(ctx, supplier);
  const [before, after] = [score(facts, old), score(facts, ctx.method)];
  const ids = new Set([...Object.keys(before.criteria), ...Object.keys(after.criteria)]);
  return {
    previous: latest.previous,
    before: before.proven,
    after: after.proven,
    until,
    criteria: [...ids]
      .map((id) => ({ id, before: provenPoints(before, id), after: provenPoints(after, id) }))
      .filter((row) => row.before !== row.after),
  };
}

/** Null when no fact is effective, or the version has no such criterion. */
function provenPoints({ criteria }: Score, id: string): number | null {
  const criterion = criteria[id];
  return criterion === undefined || criterion.score === null ? null : criterion.gamma * criterion.score;
}

export function listPublications({ db }: Pick<Ctx, 'db'>) {
  return db.select().from(methodPublications).orderBy(desc(methodPublications.publishedAt)).all();
}

function latestPublication(ctx: Pick<Ctx, 'db'>) {
  return listPublications(ctx)[0];
}

function isPublished(ctx: Pick<Ctx, 'db'>, ref: string): boolean {
  return listPublications(ctx).some((publication) => publication.ref === ref || publication.previous === ref);
}
