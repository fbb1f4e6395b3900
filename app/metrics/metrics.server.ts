// Figures of this process for a monitoring system, in the text form of Prometheus. Labels come from closed lists alone:
// never an address, a name or an id, so that nothing of a person is in them and their number is bounded.
import { statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { cpuUsage, memoryUsage } from 'node:process';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { backupKinds } from '#app/domain/jobs/backup-kinds.ts';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { listJobs } from '#app/domain/jobs/jobs.server.ts';
import { latestCopiedCheckpoint, latestSignedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { letterHealth } from '#app/domain/outbox/letters.server.ts';
import { countOpenCases } from '#app/domain/payments/cases.server.ts';
import type { HealthWatch } from '#app/health/health.server.ts';
import type { Health, HealthLevel } from '#app/health/health-parts.ts';
import type { Db } from '#db/client.ts';

export type MetricSources = { db: Db; version: string; health: Pick<HealthWatch, 'read'> };

/** How an answer was made. */
export type AnswerKind = 'app' | 'kept';
export type Metrics = {
  /** The content type and the text, with the figures of this moment. */
  read: () => Promise<{ type: string; text: string }>;
  countAnswer: (answer: { method: string; status: number; kind: AnswerKind; seconds: number }) => void;
};

const levels: Record<HealthLevel, number> = { ok: 0, yellow: 1, red: 2 };
const methods = new Set(['GET', 'HEAD', 'POST']);

export function openMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const seconds = new Histogram({
    name: 'halle_http_request_duration_seconds',
    help: 'Time from a request to its answer, by how the answer was made.',
    labelNames: ['kind'] as const,
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const answers = new Counter({
    name: 'halle_http_requests_total',
    help: 'Answers by method, class of status and how they were made; static files are not counted.',
    labelNames: ['method', 'status', 'kind'] as const,
    registers,
  });
  const gauges = openGauges(registry);
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return {
    async read() {
      const [health] = [await sources.health.read()];
      fillGauges(gauges, sources, health);
      gauges.loopDelay.set(delay.percentile(99) / 1e9);
      delay.reset();
      return { type: registry.contentType, text: await registry.metrics() };
    },
    countAnswer({ method, status, kind, seconds: took }) {
      const known = methods.has(method) ? method : 'other';
      answers.inc({ method: known, status: `${Math.floor(status / 100)}xx`, kind });
      seconds.observe({ kind }, took);
    },
  };
}

function openGauges(registry: Registry) {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  return {
    build: gauge('halle_build_info', 'Always 1; the version is its label.', ['version']),
    started: gauge('process_start_time_seconds', 'Start of the process, in seconds since 1970.'),
    cpu: new Counter({
      name: 'process_cpu_seconds_total',
      help: 'CPU time of the process, user and system.',
      registers: [registry],
    }),
    memory: gauge('process_resident_memory_bytes', 'Resident memory of the process.'),
    loopDelay: gauge(
      'nodejs_eventloop_delay_p99_seconds',
      'Delay of the event loop since the last reading, 99th percentile.',
    ),
    up: gauge('halle_serving', '1 while pages and orders are served.'),
    parts: gauge('halle_health_level', 'Health of a part: 0 ok, 1 yellow, 2 red.', ['part']),
    database: gauge('halle_database_bytes', 'Size of the database file.'),
    log: gauge('halle_database_log_bytes', 'Size of the write-ahead log.'),
    free: gauge('halle_disk_free_bytes', 'Free space under the data folder; absent if it cannot be measured.'),
    ledger: gauge('halle_ledger_entries', 'Entries of the ledger under its newest checkpoint.'),
    shown: gauge('halle_ledger_shown_entries', 'Entries under the newest checkpoint that a copy has.'),
    letters: gauge('halle_letters_waiting', 'Letters that wait to leave.'),
    refused: gauge('halle_letters_refused', 'Letters that the mail server refused for good.'),
    cases: gauge('halle_payment_cases_open', 'Payment cases that wait for a person.'),
    failures: gauge('halle_job_failures', 'Failed runs in a row.', ['job']),
    lastRun: gauge('halle_job_last_run_timestamp_seconds', 'Start of the last run, in seconds since 1970.', ['job']),
    backup: gauge('halle_backup_last_success_timestamp_seconds', 'Last one that succeeded; 0 before the first.', [
      'kind',
    ]),
  };
}

function fillGauges(gauges: ReturnType<typeof openGauges>, { db, version }: MetricSources, health: Health): void {
  const now = new Date();
  const bytesOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  gauges.build.set({ version }, 1);
  gauges.started.set(Math.round(Date.now() / 1000 - process.uptime()));
  const { user, system } = cpuUsage();
  gauges.cpu.reset();
  gauges.cpu.inc((user + system) / 1e6);
  gauges.memory.set(memoryUsage.rss());
  gauges.up.set(health.ok ? 1 : 0);
  for (const [part, { state }] of Object.entries(health.parts)) gauges.parts.set({ part }, levels[state]);
  gauges.database.set(bytesOf(db.$client.name));
  gauges.log.set(bytesOf(`${db.$client.name}-wal`));
  const { freeBytes } = health.parts.space;
  if (typeof freeBytes === 'number') gauges.free.set(freeBytes);
  else gauges.free.remove();
  gauges.ledger.set(latestSignedCheckpoint({ db })?.size ?? 0);
  gauges.shown.set(latestCopiedCheckpoint({ db, now })?.size ?? 0);
  const letters = letterHealth({ db, now });
  gauges.letters.set(letters.waiting);
  gauges.refused.set(letters.refused);
  gauges.cases.set(countOpenCases({ db }));
  for (const { name, failures, lastRunAt } of listJobs({ db })) {
    gauges.failures.set({ job: name }, failures);
    if (lastRunAt !== null) gauges.lastRun.set({ job: name }, Date.parse(lastRunAt) / 1000);
  }
  const last = lastBackups(db);
  for (const kind of backupKinds)
    gauges.backup.set({ kind }, Date.parse(last[kind]?.doneAt ?? '1970-01-01T00:00:00Z') / 1000);
}
