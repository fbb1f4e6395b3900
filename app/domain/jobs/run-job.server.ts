// One run of a job: taken by one process, its lease renewed while it runs, its end recorded.
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { type JobName, type JobOutcome, leaseMs } from './job.ts';
import { finishJob, renewJob, takeDueJob } from './jobs.server.ts';

export type Job = {
  name: JobName;
  /** Time between two runs; 0 for work that waits in a table of its own, which `isPending` asks. */
  everyMs: number;
  /** The time of the next run, if it is not `everyMs` after the last one. */
  nextAt?: (ctx: Pick<Ctx, 'now' | 'town'>) => Date;
  /** Whether there is something to do; when not, the job is not taken and nothing is written. */
  isPending?: () => boolean;
  run: (report: Report) => unknown;
};
/** Called when one item of a run could not be done, and the others could. */
export type Report = (error: unknown, details?: Record<string, unknown>) => void;

/** Runs a job that is due, unless another process has it. Resolves to its outcome; null if it did not run. */
export async function runJob(
  context: () => Pick<Ctx, 'db' | 'now' | 'town'>,
  job: Job,
  log: Report,
): Promise<JobOutcome | null> {
  if (job.isPending && !job.isPending()) return null;
  const holder = newId('run');
  const start = context();
  if (!takeDueJob(start, job.name, holder)) return null;
  const errors: unknown[] = [];
  const report: Report = (error, details) => {
    errors.push(error);
    log(error, details);
  };
  const heartbeat = setInterval(() => renewJob(context(), job.name, holder), leaseMs / 4);
  let outcome: JobOutcome;
  try {
    await job.run(report);
    outcome = errors.length > 0 ? 'partly' : 'done';
  } catch (error) {
    report(error);
    outcome = 'failed';
  } finally {
    clearInterval(heartbeat);
  }
  const end = context();
  finishJob(end, job.name, holder, {
    startedAt: start.now,
    outcome,
    // The error that ended the run, or the first of those that did not.
    error: errors.length > 0 ? messageOf(errors.at(outcome === 'failed' ? -1 : 0)) : null,
    dueAt: job.nextAt ? job.nextAt(end) : new Date(start.now.getTime() + job.everyMs),
    everyMs: job.everyMs,
  });
  return outcome;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : JSON.stringify(error);
}
