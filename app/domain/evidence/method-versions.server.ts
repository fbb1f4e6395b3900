// Versions of the method: immutable files, one of them in force. An administrator publishes one, after a preview.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { desc } from 'drizzle-orm';
import { requireRole } from '#app/domain/accounts/roles.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts, refreshScores } from '#app/domain/scoring/scores.server.ts';
import { activateMethod, type Method, method, methodRef, refOf } from '#app/domain/scoring/scoring-method.ts';
import { addDays, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { reindexSupplierOffers } from '#app/domain/suppliers/lifecycle.server.ts';
import { listSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { methodPublications } from '#db/schema/scoring.ts';

const methodsFolder = 'app/domain/scoring/methods';
/** After a change of method, both scores are shown for this many days. */
const transitionDays = 60;

/** All versions in the folder, by reference. */
export function readMethods(folder = methodsFolder): Map<string, Method> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  const versions = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Method);
  return new Map(versions.map((version) => [refOf(version), version]));
}

/** At start: activates the last published version. Throws when its file is missing. */
export function restoreMethod(ctx: Pick<Ctx, 'db'>, folder = methodsFolder): void {
  const latest = latestPublication(ctx);
  if (!latest || latest.ref === methodRef) return;
  const version = readMethods(folder).get(latest.ref);
  invariant(version, `the method ${latest.ref} is in force, and its file is not in ${folder}`);
  activateMethod(version);
}

export type ScoreDifference = { slug: string; name: string; before: number; after: number };

/** Each live supplier's score today under the current and the other version, the largest change first. */
export function scoreDifferencesUnder(ctx: Ctx, version: Method): ScoreDifference[] {
  return listSuppliers(ctx)
    .map((supplier) => {
      const facts = ownFacts(ctx, supplier);
      return {
        slug: supplier.slug,
        name: supplier.name,
        before: score(facts, method).proven,
        after: score(facts, version).proven,
      };
    })
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

/** Activates a version; all scores and the search index are updated in the same transaction. */
export function publishMethod(
  ctx: Ctx,
  ref: string,
  folder = methodsFolder,
): Result<object, { reason: 'unknown' | 'in-force' }> {
  const publishedBy = requireRole(ctx, 'administrator');
  const version = readMethods(folder).get(ref);
  if (!version) return refused('unknown');
  if (ref === methodRef || isPublished(ctx, ref)) return refused('in-force');
  const previous = { method, ref: methodRef };
  try {
    return inTransaction(ctx, ({ db }) => {
      db.insert(methodPublications)
        .values({ ref, publishedAt: isoUtc(ctx.now), publishedBy, previous: previous.ref })
        .run();
      activateMethod(version);
      refreshScores(ctx);
      for (const supplier of listSuppliers(ctx)) reindexSupplierOffers(ctx, supplier.id);
      recordAudit(ctx, 'publishMethod', ref);
      return done();
    });
  } catch (error) {
    activateMethod(previous.method); // in memory, so the rollback does not cover it
    throw error;
  }
}

export type MethodTransition = {
  previous: string;
  before: number;
  after: number;
  until: string;
  criteria: { id: string; before: number | null; after: number | null }[];
};

/** For 60 days after a change: a supplier's two scores, and each criterion that differs. Null otherwise. */
export function methodTransition(ctx: Ctx, supplier: Supplier, folder = methodsFolder): MethodTransition | null {
  const latest = latestPublication(ctx);
  if (!latest?.previous) return null;
  const until = addDays(localDay(new Date(latest.publishedAt)), transitionDays);
  if (localDay(ctx.now) > until) return null;
  const old = readMethods(folder).get(latest.previous);
  if (!old) return null;
  const facts = ownFacts(ctx, supplier);
  const [before, after] = [score(facts, old), score(facts, method)];
  const ids = new Set([...Object.keys(before.criteria), ...Object.keys(after.criteria)]);
  return {
    previous: latest.previous,
    before: before.proven,
    after: after.proven,
    until,
    criteria: [...ids]
      .map((id) => ({ id, before: before.criteria[id]?.score ?? null, after: after.criteria[id]?.score ?? null }))
      .filter((row) => row.before !== row.after),
  };
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
