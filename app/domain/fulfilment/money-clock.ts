// States of the machine's clock, by how far it is from the last time that it was right, and the work that each allows. Pure.
import type { JobName } from '#app/domain/jobs/job.ts';

/**
 * `right`: as the last time, a little later. `walking`: right again after a jump; money follows a day at a time.
 * `ahead`: the server starts days after its last run, so that it was off, or the clock is wrong: a steward knows which.
 * `wrong`: the clock was set while the server ran, or it is behind the ledger: nothing is dated by it.
 */
export const clockStates = ['right', 'walking', 'ahead', 'wrong'] as const;
export type ClockState = (typeof clockStates)[number];

/** A longer step, either way, is a jump. */
export const maxStepDays = 2;
export const maxStepMs = maxStepDays * 86_400_000;

/** Sets nothing in motion and dates nothing that stays. */
const clockless: readonly JobName[] = ['letters'];
/** Works on what people did; it stops only when nothing may be dated. */
const dated: readonly JobName[] = ['outbox', 'scores', 'payment-events', 'imports', 'search-alerts', 'books'];
/** Money that moves because days went by: also while the days are walked, up to the day that is trusted. */
export const walkedJobs: readonly JobName[] = ['abandoned-parts', 'releases'];

/** Whether a job may run; every job that is not named above moves states by time and waits for the right clock. */
export function mayRunJob(state: ClockState, job: JobName): boolean {
  if (state === 'right' || clockless.includes(job)) return true;
  if (state === 'wrong') return false;
  return dated.includes(job) || (state === 'walking' && walkedJobs.includes(job));
}

/** Deliveries of the outbox that move money because time went by: a hand-over closes ten minutes after it was recorded. */
export const timedDeliveries = ['hand-over', 'settle', 'transfer'] as const;

/**
 * Compares the clock, in milliseconds, with the last run and the newest entry of the ledger. `hasRun`: this
 * process saw the clock right before, or another one saw the clock being set.
 */
export function judgeClock(
  nowMs: number,
  { ranMs, ledgerMs, hasRun }: { ranMs: number | null; ledgerMs: number | null; hasRun: boolean },
): 'right' | 'ahead' | 'wrong' {
  const newest = Math.max(ranMs ?? Number.NEGATIVE_INFINITY, ledgerMs ?? Number.NEGATIVE_INFINITY);
  if (nowMs < newest - maxStepMs) return 'wrong';
  if (ranMs === null || nowMs <= ranMs + maxStepMs) return 'right';
  return hasRun ? 'wrong' : 'ahead';
}
