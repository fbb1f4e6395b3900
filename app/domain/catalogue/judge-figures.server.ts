// Every offer judged again by the frames and factors of today: once for each pair of their versions, in slices, by a job; all
// at once by the command `halle offers judge`. Owns figure_runs.
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { shippedFrames } from '#app/domain/impact/frames.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, listRows, listValues, nullable, oneOf, text } from '#db/rows.ts';
import { judgeFigures } from './figures.server.ts';
import { figureStates } from './offer.ts';

type JudgingCtx = Ctx & { factors: Factors };
const slice = 8;

function versionsOf({ factors }: { factors: Factors }): string {
  return `${shippedFrames.ref} ${factors.active.ref}`;
}

function findRun({ db }: Pick<Ctx, 'db'>, versions: string) {
  const run = { after: integer, endedAt: nullable(text) };
  return findRow(db, run, 'select after, ended_at as endedAt from figure_runs where versions = ?', versions);
}

/** Whether offers are left that the frames and factors of today have not judged. */
export function hasFiguresToJudge(ctx: Pick<Ctx, 'db'> & { factors: Factors }): boolean {
  return (findRun(ctx, versionsOf(ctx))?.endedAt ?? null) === null;
}

/** Judges the next slice of offers; the steward's decision on a figure stays while its facts and faults do. */
export function judgeNextFigures(ctx: JudgingCtx, size = slice): number {
  const versions = versionsOf(ctx);
  return inTransaction(ctx, ({ db }) => {
    const after = findRun(ctx, versions)?.after ?? 0;
    const ids = listValues(db, integer, 'select id from offers where id > ? order by id limit ?', after, size);
    judgeFigures(ctx, ids);
    preparedSql(
      db,
      `insert into figure_runs (versions, after, started_at, ended_at)
       values (@versions, @after, @at, @ended)
       on conflict (versions) do update
       set after = excluded.after, ended_at = excluded.ended_at`,
    ).run({
      versions,
      after: ids.at(-1) ?? after,
      at: isoUtc(ctx.now),
      ended: ids.length < size ? isoUtc(ctx.now) : null,
    });
    return ids.length;
  });
}

/** Judges all offers that are left, a slice at a time. */
export function* eachFigures(context: () => JudgingCtx): Slices {
  while (hasFiguresToJudge(context())) {
    judgeNextFigures(context());
    yield;
  }
}

/** Judges every offer again; returns how many have a figure, and how many name a reference without one. */
export function judgeAllFigures(ctx: JudgingCtx): { inside: number; outside: number } {
  preparedSql(ctx.db, 'delete from figure_runs where versions = ?').run(versionsOf(ctx));
  while (hasFiguresToJudge(ctx)) judgeNextFigures(ctx);
  const counts = listRows(
    ctx.db,
    { state: oneOf(figureStates), n: integer },
    'select state, count(*) as n from offer_figures group by state',
  );
  const count = (...states: string[]) =>
    counts.reduce((sum, { state, n }) => sum + (states.includes(state) ? n : 0), 0);
  return { inside: count('inside', 'released'), outside: count('outside', 'withheld') };
}
