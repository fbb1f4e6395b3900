// Work that runs beside requests: its names, its outcomes, and when a failed run is tried again. Pure.
export const jobNames = [
  'outbox',
  'letters',
  'reservations',
  'calendar',
  'vat-regimes',
  'evidence-upkeep',
  'measured-facts',
  'score-root',
  'town-figures',
  'abandoned-parts',
  'contribution-invoices',
  'releases',
  'scores',
  'payment-events',
  'transfers',
  'books',
  'search-alerts',
  'imports',
  'claim-rules',
  'figures',
  'siret-claims',
  'sold-things',
  'kept-forms',
  'letter-tokens',
  'security-upkeep',
  'retention',
  'sessions',
  'ledger-tiles',
  'kept-years',
  'commitments',
  'purchase-requests',
] as const;
export type JobName = (typeof jobNames)[number];

/** `partly`: the run ended, but could not do everything; the next one tries the rest again. */
export const jobOutcomes = ['done', 'partly', 'failed'] as const;
export type JobOutcome = (typeof jobOutcomes)[number];

/** For so long a job belongs to the process that took it; a living process renews its lease while it runs. */
export const leaseMs = 20_000;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Time until a job is tried again after `failures` failed runs in a row: it doubles from ten seconds. */
export function retryMs(failures: number, everyMs: number): number {
  const longest = Math.min(Math.max(everyMs, minuteMs), hourMs);
  return Math.min(10_000 * 2 ** (failures - 1), longest);
}

/**
 * When the books are next held against the provider's: in a day, and after a restore once more when 70 minutes are over,
 * because a comparison leaves out what moved within the hour before it.
 */
export function nextComparison(now: Date, restoredAt: string | null): Date {
  const second = restoredAt === null ? 0 : Date.parse(restoredAt) + 70 * minuteMs;
  return new Date(second > now.getTime() ? second : now.getTime() + 24 * hourMs);
}
