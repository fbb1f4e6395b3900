// Runs the jobs of this process beside requests, and what each process does for itself.
import { type BackgroundParts, parallelJobs, sequentialJobs } from './background-jobs.server.ts';
import { addJobs, listDueJobs } from './domain/jobs/jobs.server.ts';
import { type Job, runJob } from './domain/jobs/run-job.server.ts';
import { saveCheckpoint } from './domain/ledger/saved-checkpoint.server.ts';

/** Runs every second from now on. `tick` runs all due jobs once; `stop` waits for work in progress. */
export function startBackground(parts: BackgroundParts): { tick: () => Promise<unknown>; stop: () => Promise<void> } {
  const { log, rules, search, keptHead, context } = parts;
  let stopping = false;
  const sequential = sequentialJobs(parts);
  const parallel = parallelJobs(parts, () => stopping);
  addJobs(
    context(),
    [...sequential, ...parallel].map(({ name }) => name),
  );
  const logFailure = (job: string) => (err: unknown, details?: Record<string, unknown>) =>
    log.error({ err, job, ...details }, 'background work failed');
  const run = (job: Job) => runJob(context, job, logFailure(job.name)).catch(logFailure(job.name));
  /** Every process reloads published versions and saves its checkpoint by itself. */
  const ownSteps: Record<string, () => void> = {
    rules: () => rules.reload(),
    checkpoint: () => saveCheckpoint(context(), keptHead),
  };

  async function tick(): Promise<void> {
    for (const [step, work] of Object.entries(ownSteps)) {
      try {
        work();
      } catch (error) {
        logFailure(step)(error);
      }
    }
    const due = listDueJobs(context());
    for (const { job, work } of beside) if (due.has(job.name)) void work.start();
    for (const job of sequential) if (due.has(job.name) && !stopping) await run(job);
  }

  const beside = parallel.map((job) => ({ job, work: oneAtATime(() => run(job)) }));
  const index = oneAtATime(() => search.flush().catch(logFailure('search')));
  const sequence = oneAtATime(() => tick().catch(logFailure('tick')));
  const timer = setInterval(() => {
    void index.start();
    void sequence.start();
  }, 1000);
  timer.unref();
  return {
    tick: () => sequence.start(),
    async stop() {
      clearInterval(timer);
      stopping = true;
      await search.close();
      for (const work of [sequence, ...beside.map(({ work }) => work), index]) await work.underWay();
    },
  };
}

/** Starts `work` unless it is still running. */
function oneAtATime(work: () => Promise<unknown>) {
  let underWay: Promise<unknown> | null = null;
  return {
    start(): Promise<unknown> {
      underWay ??= work().finally(() => {
        underWay = null;
      });
      return underWay;
    },
    underWay: () => underWay,
  };
}
