// Owns jobs: when each is due, which process runs it, and how its last run ended. Never knows what a job does.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, listValues, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { type JobName, type JobOutcome, jobNames, jobOutcomes, leaseMs, retryMs } from './job.ts';

type Clock = Pick<Ctx, 'db' | 'now'>;

const jobRow = {
  name: oneOf(jobNames),
  dueAt: text,
  takenUntil: nullable(text),
  lastRunAt: nullable(text),
  tookMs: nullable(integer),
  outcome: nullable(oneOf(jobOutcomes)),
  error: nullable(text),
  failures: integer,
};
export type JobRow = Row<typeof jobRow>;

/** Adds the jobs that the table does not have yet, due at once; the others keep their times and last runs. */
export function addJobs(ctx: Clock, names: readonly JobName[]): void {
  const add = preparedSql(ctx.db, 'insert into jobs (name, due_at) values (?, ?) on conflict (name) do nothing');
  for (const name of names) add.run(name, isoUtc(ctx.now));
}

/**
 * The jobs that are due and that no living process holds. One whose last run is in the future is due too: the clock was
 * wrong then, and is not any more.
 */
export function listDueJobs(ctx: Clock): Set<JobName> {
  const now = isoUtc(ctx.now);
  const due = listValues(
    ctx.db,
    text,
    `select name
     from jobs
     where (due_at <= ? or last_run_at > ?) and (taken_until is null or taken_until <= ?)`,
    now,
    now,
    now,
  );
  return new Set(jobNames.filter((name) => due.includes(name)));
}

/** Makes jobs due at once. */
export function hastenJobs(ctx: Clock, names: readonly JobName[]): void {
  preparedSql(ctx.db, 'update jobs set due_at = ? where name in (select value from json_each(?))').run(
    isoUtc(ctx.now),
    JSON.stringify(names),
  );
}

/** Takes a due job for `holder`, a name that no other run has. False when another process was first. */
export function takeDueJob(ctx: Clock, name: JobName, holder: string): boolean {
  const taken = preparedSql(
    ctx.db,
    `update jobs
     set taken_by = @holder, taken_until = @until
     where name = @name and (due_at <= @now or last_run_at > @now) and (taken_until is null or taken_until <= @now)`,
  ).run({ holder, name, now: isoUtc(ctx.now), until: leaseEnd(ctx) });
  return taken.changes === 1;
}

/** Extends the lease of a run in progress. False when it ended and another process has the job. */
export function renewJob(ctx: Clock, name: JobName, holder: string): boolean {
  const renewed = preparedSql(ctx.db, 'update jobs set taken_until = ? where name = ? and taken_by = ?');
  return renewed.run(leaseEnd(ctx), name, holder).changes === 1;
}

function leaseEnd({ now }: Clock): string {
  return isoUtc(new Date(now.getTime() + leaseMs));
}

export type JobRun = { startedAt: Date; outcome: JobOutcome; error: string | null; dueAt: Date; everyMs: number };

/**
 * Records the end of a run and frees the job; a failed one is due again after a time that grows. Writes nothing when
 * the lease ended and another process took the job.
 */
export function finishJob(ctx: Clock, name: JobName, holder: string, run: JobRun): void {
  const failed = run.outcome === 'failed';
  const failures = failed ? countFailures(ctx, name) + 1 : 0;
  const dueAt = failed ? new Date(ctx.now.getTime() + retryMs(failures, run.everyMs)) : run.dueAt;
  preparedSql(
    ctx.db,
    `update jobs
     set due_at = @dueAt, taken_by = null, taken_until = null,
         last_run_at = @startedAt, took_ms = @tookMs, outcome = @outcome, error = @error, failures = @failures
     where name = @name and taken_by = @holder`,
  ).run({
    name,
    holder,
    dueAt: isoUtc(dueAt),
    startedAt: isoUtc(run.startedAt),
    tookMs: Math.max(0, Math.round(ctx.now.getTime() - run.startedAt.getTime())),
    outcome: run.outcome,
    error: run.error?.slice(0, maxErrorLength) ?? null,
    failures,
  });
}

const maxErrorLength = 500;

function countFailures({ db }: Clock, name: JobName): number {
  return listValues(db, integer, 'select failures from jobs where name = ?', name)[0] ?? 0;
}

/** All jobs: those whose last run failed first, then by the time at which they are due. */
export function listJobs({ db }: Pick<Ctx, 'db'>): JobRow[] {
  return listRows(
    db,
    jobRow,
    `select name, due_at as dueAt, taken_until as takenUntil, last_run_at as lastRunAt, took_ms as tookMs,
       outcome, error, failures
     from jobs
     where name in (select value from json_each(?))
     order by coalesce(outcome, 'done') = 'done', outcome = 'partly', due_at, name`,
    JSON.stringify(jobNames),
  );
}
