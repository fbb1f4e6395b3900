// Runs the jobs of this process beside requests, and what each process does for itself.
import { setTimeout } from 'node:timers/promises';
import { type BackgroundParts, sequentialJobs } from './background-jobs.server.ts';
import { mayRunJob, walkedJobs } from './domain/fulfilment/money-clock.ts';
import { addJobs, hastenJobs, listDueJobs } from './domain/jobs/jobs.server.ts';
import { type Job, runJob } from './domain/jobs/run-job.server.ts';
import { recordServer, removeServer, serverBeatMs } from './domain/jobs/running-servers.server.ts';
import { openWitnessLanes } from './domain/ledger/ask-witnesses.server.ts';
import { enterOutsideTime } from './domain/ledger/outside-times.server.ts';
import { saveCheckpoint } from './domain/ledger/saved-checkpoint.server.ts';
import { hasFreshQuorum } from './domain/ledger/witness-alarm.server.ts';
import { listFailing } from './health/health-parts.ts';
import { parallelJobs } from './parallel-jobs.server.ts';

export type Background = {
  /** Runs all due jobs once. */
  tick: () => Promise<unknown>;
  /** Before the first request: while no quorum is fresh, waits for the witnesses, but not for long. */
  firstWitnesses: () => Promise<void>;
  /** Waits for work in progress. */
  stop: () => Promise<void>;
};

/** Between two looks whether a head waits for its witnesses: short, because a buyer waits for the receipt. */
const witnessLookMs = 200;
const firstWitnessMs = 2000;
/** Between two questions to the storage and the mail server, whether they are well. */
const outsideMs = 60_000;

/** Runs every second from now on; the witnesses are asked as soon as there is a new head. */
export function startBackground(parts: BackgroundParts): Background {
  const { env, log, rules, search, unanswered, keyring, keptHead, clock, failures, context } = parts;
  let stopping = false;
  let moneyUntil = new Date(0);
  const isStopping = () => stopping;
  const sequential = sequentialJobs(parts, () => moneyUntil, isStopping);
  const parallel = parallelJobs(parts, isStopping);
  addJobs(
    context(),
    [...sequential, ...parallel].map(({ name }) => name),
  );
  const logFailure = (job: string) => (err: unknown, details?: Record<string, unknown>) =>
    log.error({ err, job, ...details }, 'background work failed');
  /** Runs one piece of work, and counts how often it failed in a row: health says which. */
  const counted = async (name: string, work: () => unknown): Promise<void> => {
    try {
      await work();
      failures.delete(name);
    } catch (error) {
      failures.set(name, (failures.get(name) ?? 0) + 1);
      logFailure(name)(error);
    }
  };
  const run = (job: Job) => counted(job.name, () => runJob(context, job, logFailure(job.name)));
  /** Every process reloads published versions and keys, and saves its checkpoint by itself. */
  const ownSteps: Record<string, () => unknown> = {
    rules: () => rules.reload(),
    keys: () => keyring.refresh(),
    'unanswered-searches': () => unanswered.flush(),
    'outside-time': () => clock.state() !== 'wrong' && enterOutsideTime(context()),
    checkpoint: () => saveCheckpoint(context(), keptHead),
  };

  async function tick(): Promise<void> {
    for (const [step, work] of Object.entries(ownSteps)) await counted(step, work);
    const look = clock.look();
    moneyUntil = look.until;
    if (look.hasStepped) hastenJobs(context(), walkedJobs);
    const due = listDueJobs(context());
    // The clock may be set while a job runs.
    const mayRun = ({ name }: Job) => due.has(name) && mayRunJob(clock.state(), name);
    for (const { job, work } of beside) if (mayRun(job)) void work.start();
    for (const job of sequential) if (!stopping && mayRun(job)) await run(job);
  }

  const lanes = openWitnessLanes(context, (err, details) => log.error({ err, ...details }, 'not witnessed'));
  const beside = parallel.map((job) => ({ job, work: oneAtATime(() => run(job)) }));
  const index = oneAtATime(() => counted('index', () => search.flush()));
  const sequence = oneAtATime(() => counted('tick', tick));
  // Others on this data folder, and `halle doctor`, read what fails in this process alone.
  const address = `${env.host}:${env.port}`;
  const tellOthers = () =>
    counted('server', () => {
      const { db } = context();
      recordServer({ db, now: new Date() }, { address, settings: env.sharedSettings, failing: listFailing(failures) });
    });
  const outside = oneAtATime(() => counted('outside', parts.askOutside));
  const timer = setInterval(() => {
    void index.start();
    void sequence.start();
  }, 1000);
  timer.unref();
  void outside.start();
  void tellOthers();
  const serverTimer = setInterval(() => void tellOthers(), serverBeatMs);
  serverTimer.unref();
  const outsideTimer = setInterval(() => void outside.start(), outsideMs);
  outsideTimer.unref();
  const askWitnesses = () => counted('witnesses', () => lanes.start());
  const witnessTimer = setInterval(() => void askWitnesses(), witnessLookMs);
  witnessTimer.unref();
  return {
    tick: () => Promise.all([sequence.start(), askWitnesses()]),
    async firstWitnesses() {
      if (!hasFreshQuorum(context())) await Promise.race([askWitnesses(), setTimeout(firstWitnessMs)]);
    },
    async stop() {
      clearInterval(timer);
      clearInterval(witnessTimer);
      clearInterval(outsideTimer);
      clearInterval(serverTimer);
      stopping = true;
      await lanes.stop();
      await parts.readBeside.close();
      await search.close();
      for (const work of [sequence, ...beside.map(({ work }) => work), index]) await work.underWay();
      await counted('unanswered-searches', () => unanswered.flush());
      await counted('server', () => removeServer(context().db, address));
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
