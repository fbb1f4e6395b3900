// The database guards what is booked by triggers. This is the one place where their refusals become values.
import Database from 'better-sqlite3';
import { done, type Result, refused } from '#app/domain/shared/result.ts';

/** By the message of the trigger. */
export const spanGuard = {
  'over capacity': 'over-capacity',
  'too long': 'too-long',
  'plan changed': 'plan-changed',
} as const;
export const capacityGuard = {
  'bookings above the new capacity': 'more-booked',
  'a booking is longer': 'longer-booked',
  'spans are counted in this grain': 'grain-booked',
} as const;
export type SpanGuardRefusal = { reason: (typeof spanGuard)[keyof typeof spanGuard] };
export type CapacityGuardRefusal = { reason: (typeof capacityGuard)[keyof typeof capacityGuard] };

/**
 * Runs one statement. A refusal of the guard has undone that statement and nothing else of the transaction. Any other
 * message is thrown: it is an error of ours.
 */
export function writeGuarded<const Reason extends string>(
  guard: Readonly<Record<string, Reason>>,
  write: () => Database.RunResult,
): Result<{ changes: number }, { reason: Reason }> {
  try {
    return done({ changes: write().changes });
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_CONSTRAINT_TRIGGER') throw error;
    const reason = new Map(Object.entries(guard)).get(error.message);
    if (!reason) throw error;
    return refused(reason);
  }
}
