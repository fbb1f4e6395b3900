// Health as it is: a row is written, the disk is measured, the bucket, the mail server and the search are asked. What
// leaves the machine is asked by the background, so that no stranger's request makes others.
import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { ClockState } from '#app/domain/fulfilment/money-clock.ts';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { writeProbe } from '#app/domain/jobs/health-probe.server.ts';
import { listJobs } from '#app/domain/jobs/jobs.server.ts';
import { differingSettings, listServers } from '#app/domain/jobs/running-servers.server.ts';
import { latestSignedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import { readWitnessAlarm } from '#app/domain/ledger/witness-alarm.server.ts';
import { letterHealth } from '#app/domain/outbox/letters.server.ts';
import type { Mailer } from '#app/domain/outbox/mailer.server.ts';
import type { SearchEngine } from '#app/domain/search/search.ts';
import type { Storage } from '#app/domain/shared/storage.server.ts';
import type { Db } from '#db/client.ts';
import {
  backupAge,
  freeSpace,
  type Health,
  judgeHealth,
  listFailing,
  maxFailures,
  maxLogBytes,
  type PartHealth,
} from './health-parts.ts';

export type HealthSources = {
  db: Db;
  dataDir: string;
  search: Pick<SearchEngine, 'status'>;
  storage: Pick<Storage, 'check'>;
  mailer: Pick<Mailer, 'verify'>;
  clock: { state: () => ClockState };
  /** A demonstration is not copied. */
  isDemonstration: boolean;
  /** Pieces of background work of this process by their failures in a row. */
  failures: ReadonlyMap<string, number>;
  /** Free bytes of the disk under the data folder; another one in tests. */
  freeBytes?: () => Promise<number>;
};

export type HealthWatch = {
  read: () => Promise<Health>;
  /** Asks what is outside: the storage, and the mail server every fifth time. The background calls it each minute. */
  askOutside: () => Promise<void>;
  /** Too little space is left for files, as of the last look. */
  refusesFiles: () => boolean;
};

/** A database is written at most so often for who asks. */
const probeMs = 5000;

export function watchHealth(sources: HealthSources): HealthWatch {
  const outside: Outside = { storage: null, mail: null, asked: 0, free: null, probe: null };
  return {
    read: () => readHealth(sources, outside),
    async askOutside() {
      outside.storage = await faultOf(() => sources.storage.check());
      if (outside.asked % 5 === 0) outside.mail = await faultOf(() => sources.mailer.verify());
      outside.asked += 1;
      await measureSpace(sources, outside);
    },
    refusesFiles: () => outside.free !== null && outside.free < freeSpace.noUploads,
  };
}

/** Found by the last look outside; null is no fault, and for `free` not measured. */
type Outside = {
  storage: string | null;
  mail: string | null;
  asked: number;
  free: number | null;
  probe: { atMs: number; fault: string | null } | null;
};

async function readHealth(sources: HealthSources, outside: Outside): Promise<Health> {
  const { db, clock } = sources;
  const now = new Date();
  return judgeHealth({
    database: vital(probeDatabase(sources, outside)),
    search: await searchHealth(sources),
    ledger: orFault('red', () => ledgerHealth(sources)),
    space: await measureSpace(sources, outside),
    log: orFault('yellow', () => logHealth(sources)),
    storage: yellow(outside.storage),
    mail: orFault('yellow', () => mailHealth(sources, now, outside.mail)),
    provider: orFault('yellow', () => providerHealth(sources)),
    witness: orFault('yellow', () => witnessHealth(sources, now)),
    jobs: orFault('yellow', () => jobsHealth(sources, now)),
    settings: orFault('yellow', () => settingsHealth(sources, now)),
    clock: yellow(clock.state() === 'right' ? null : clock.state()),
    backup: orFault('yellow', () => backupHealth(db, now, sources.isDemonstration)),
  });
}

const vital = (fault: string | null): PartHealth => ({ state: fault === null ? 'ok' : 'red', reason: fault });
const yellow = (fault: string | null): PartHealth => ({ state: fault === null ? 'ok' : 'yellow', reason: fault });

/** A part that cannot be read is not well: the check itself never fails. */
function orFault(state: 'yellow' | 'red', read: () => PartHealth): PartHealth {
  try {
    return read();
  } catch (error) {
    return { state, reason: sentenceOf(error) };
  }
}

async function faultOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return sentenceOf(error);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : String(error);
}

function probeDatabase({ db }: HealthSources, outside: Outside): string | null {
  const now = performance.now();
  if (outside.probe && outside.probe.fault === null && now - outside.probe.atMs < probeMs) return null;
  const fault = orFault('red', () => {
    writeProbe(db, new Date());
    return { state: 'ok', reason: null };
  }).reason;
  outside.probe = { atMs: now, fault };
  return fault;
}

async function searchHealth({ search }: HealthSources): Promise<PartHealth> {
  try {
    const { ok, fault, ...status } = await search.status();
    if (!ok) return { ...vital('the search does not answer'), ...status };
    const reason = fault && `since ${fault.since}: ${fault.reason}`;
    return { ...yellow(reason), ...status, since: fault?.since ?? null };
  } catch (error) {
    return vital(sentenceOf(error));
  }
}

function ledgerHealth({ db }: HealthSources): PartHealth {
  const size = ledgerSize({ db });
  const signed = latestSignedCheckpoint({ db })?.size ?? 0;
  return { ...vital(size === signed ? null : `${size} entries, of which ${signed} are signed`), size };
}

async function measureSpace(sources: HealthSources, outside: Outside): Promise<PartHealth> {
  const measure = sources.freeBytes ?? (() => freeBytesOf(sources.dataDir));
  outside.free = await measure().catch(() => null);
  const { free } = outside;
  if (free === null) return yellow('the free space cannot be measured');
  const reason = free < freeSpace.noUploads ? 'files are refused' : free < freeSpace.warn ? 'little is left' : null;
  return { ...yellow(reason), freeBytes: free };
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The write-ahead log: it grows while something holds a read open. */
function logHealth({ db }: HealthSources): PartHealth {
  const bytes = statSync(`${db.$client.name}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return { ...yellow(bytes > maxLogBytes ? 'something holds a read open' : null), bytes };
}

function mailHealth({ db }: HealthSources, now: Date, fault: string | null): PartHealth {
  const { ok, ...letters } = letterHealth({ db, now });
  return { ...yellow(fault ?? (ok ? null : 'letters do not leave')), ...letters };
}

/** The provider is asked for events each minute. */
function providerHealth({ db }: HealthSources): PartHealth {
  const asked = listJobs({ db }).find(({ name }) => name === 'payment-events');
  return { ...yellow(asked?.outcome === 'failed' ? asked.error : null), askedAt: asked?.lastRunAt ?? null };
}

/** `alarm` is the state that readers of the log see: red there stops nothing here. */
function witnessHealth({ db }: HealthSources, now: Date): PartHealth {
  const { state, reason, witness } = readWitnessAlarm({ db, now });
  return { ...yellow(state === 'red' ? reason : null), alarm: { state, reason }, name: witness };
}

/** Jobs of the town, and steps of this process and of each other one that runs. */
function jobsHealth({ db, failures }: HealthSources, now: Date): PartHealth {
  const jobs = listJobs({ db }).filter((job) => job.failures >= maxFailures);
  const steps = listServers({ db, now }).flatMap((process) => process.failing);
  const failing = [...new Set([...jobs.map(({ name }) => name), ...listFailing(failures), ...steps])];
  return { ...yellow(failing.length > 0 ? 'failed three times running' : null), failing };
}

/** Two processes on one data folder need the same settings: else each serves another town. */
function settingsHealth({ db }: HealthSources, now: Date): PartHealth {
  const processes = listServers({ db, now });
  const differing = differingSettings(processes);
  const reason = differing.length > 0 ? `${differing.join(', ')}: not the same in each process` : null;
  return { ...yellow(reason), processes: processes.map(({ address }) => address), differing };
}

function backupHealth(db: Db, now: Date, isDemonstration: boolean): PartHealth {
  const last = lastBackups(db);
  const faults = (['backup', 'drill'] as const).flatMap((kind) => {
    const { doneAt = null, failedAt = null } = last[kind] ?? {};
    if (failedAt !== null && failedAt > (doneAt ?? '')) return `${kind} failed`;
    if (doneAt === null) return `${kind}: none yet`;
    return now.getTime() - Date.parse(doneAt) > backupAge[kind] ? `${kind} is old` : [];
  });
  const fault = isDemonstration || faults.length === 0 ? null : faults.join(', ');
  return { ...yellow(fault), backup: last.backup?.doneAt ?? null, drill: last.drill?.doneAt ?? null };
}
