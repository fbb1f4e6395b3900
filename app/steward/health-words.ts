// The parts of the instance's health in sentences. Figures and names that a part lacks are left out: the check of health
// itself never fails.
import { clockStates } from '#app/domain/fulfilment/money-clock.ts';
import { jobNames } from '#app/domain/jobs/job.ts';
import type { WitnessAlarm } from '#app/domain/ledger/witness-state.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { HealthPart, PartHealth } from '#app/health/health-parts.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';

type Reader = { t: Messages; locale: Locale };
type Beside = { isDemonstration: boolean; restoredAt: string | null; alarm: WitnessAlarm };

/** Sentences about one part for a reader, in the order in which they are read. */
export function describePart(part: HealthPart, found: PartHealth, beside: Beside, reader: Reader): string[] {
  return describe[part](found, reader, beside).filter((sentence) => sentence !== '');
}

const describe: Record<HealthPart, (found: PartHealth, reader: Reader, beside: Beside) => string[]> = {
  database: ({ state }, { t }) => (state === 'ok' ? [t.health.seenOf.writes] : []),
  search: ({ engine, documents, since, reason }, reader) => [
    engine === 'embedded' || engine === 'meilisearch' ? reader.t.health.seenOf.engine[engine] : '',
    counted(documents, reader, reader.t.health.seenOf.documents),
    timed(since, reader, reader.t.health.seenOf.since),
    reason ?? '',
  ],
  ledger: ({ size }, reader) => [counted(size, reader, reader.t.health.seenOf.entries)],
  space: ({ freeBytes }, reader) => [sized(freeBytes, 1e9, reader, reader.t.health.seenOf.free)],
  log: ({ bytes }, reader) => [sized(bytes, 1e6, reader, reader.t.health.seenOf.logSize)],
  storage: ({ state }, { t }) => (state === 'ok' ? [t.health.seenOf.keeps] : []),
  mail: ({ waiting, oldest, refused }, reader) => [
    [
      counted(waiting, reader, reader.t.health.seenOf.waiting),
      timed(oldest, reader, reader.t.health.seenOf.oldest),
      counted(refused, reader, reader.t.health.seenOf.refused),
    ]
      .filter((one) => one !== '')
      .join(', '),
  ],
  provider: ({ askedAt }, reader) => [
    timed(askedAt, reader, reader.t.health.seenOf.asked) || reader.t.health.seenOf.neverAsked,
  ],
  witness: (_, { t }, { alarm: { reason, witness } }) => [
    reason === null ? t.health.seenOf.quorum : t.witnesses.alarm.reasons[reason](witness ?? ''),
  ],
  jobs: ({ failing }, { t }) => {
    const names = namesOf(failing).map((name) => {
      const job = jobNames.find((known) => known === name);
      return job ? t.jobs.names[job] : name;
    });
    return names.length > 0 ? names : [t.health.seenOf.noFailure];
  },
  settings: ({ processes, differing }, { t, locale }) => {
    const [running, names] = [namesOf(processes), namesOf(differing)];
    const { servers, noServer } = t.health.seenOf;
    return [
      running.length > 0 ? servers(formatNumber(running.length, locale), running.join(', ')) : noServer,
      names.length > 0 ? t.health.seenOf.differing(names.join(', ')) : '',
    ];
  },
  clock: ({ state, reason }, { t }) => {
    const known = clockStates.find((one) => one === (state === 'ok' ? 'right' : reason));
    return known ? [t.health.clockStates[known]] : [];
  },
  backup: ({ backup, drill }, reader, { isDemonstration, restoredAt }) => {
    const { seenOf } = reader.t.health;
    return [
      timed(backup, reader, seenOf.backup) || seenOf.backup(seenOf.never),
      timed(drill, reader, seenOf.drill) || seenOf.drill(seenOf.never),
      timed(restoredAt, reader, seenOf.restore),
      isDemonstration ? seenOf.demonstration : '',
    ];
  },
};

type Word = (text: string) => string;

function counted(value: unknown, { locale }: Reader, word: Word): string {
  return typeof value === 'number' ? word(formatNumber(value, locale)) : '';
}

function sized(bytes: unknown, unit: number, { locale }: Reader, word: Word): string {
  return typeof bytes === 'number' ? word(formatNumber(bytes / unit, locale, 1)) : '';
}

function timed(time: unknown, { locale }: Reader, word: Word): string {
  return typeof time === 'string' ? word(formatDateTime(time, locale)) : '';
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
