// Closes days of a supplier with a decision about each promise that lies on them, all or nothing.
import { type BookedTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import type { ClosedDays } from '#app/domain/calendar/opening.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { getSupplierPart } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { done, type Result } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { refuseLines } from './cancel-part.server.ts';
import { effectiveLines } from './line-changes.server.ts';
import { proposeTime } from './time-proposals.server.ts';
import { hasOwnTime, listTouched, promiseKey, type TouchedPromise, versionOf } from './touched-promises.server.ts';

/** `keep`: it is served on the closed day all the same; `refuse`: it is refunded whole; `move`: another time is proposed. */
export const closureDecisions = ['keep', 'move', 'refuse'] as const;
export type ClosureDecision = (typeof closureDecisions)[number];

export type Closing = {
  closures: ClosedDays[];
  /** Of the page: `versionOf` what it showed. */
  version: string;
  /** By `promiseKey`; `time` of those that are moved, as `writeTime` writes it. */
  decisions: ReadonlyMap<string, { decision: ClosureDecision; time: string }>;
  /** For the buyers of what is moved or refused. */
  why: string;
};
/** `changed`: the page is another one now; `undecided`, `taken`: about one promise. */
export type CloseRefusal = { reason: 'changed' } | { reason: 'undecided' | 'taken'; key: string };

/** Saves the closures of a supplier with what happens to each promise on their days; refused without any change. */
export function closeDays(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  { closures, version, decisions, why }: Closing,
): Result<{ count: number }, CloseRefusal> {
  return inTransactionOrRollback(ctx, (refuse: (refusal: CloseRefusal) => never) => {
    const [supplier] = findSuppliers(ctx, [supplierId]);
    const touched = supplier ? listTouched(ctx, supplier, closures) : [];
    if (!supplier || versionOf(supplier, touched) !== version) return refuse({ reason: 'changed' });
    updateProfile(ctx, supplier, { closures });
    for (const promise of touched) {
      const key = promiseKey(promise);
      const { decision, time } = decisions.get(key) ?? refuse({ reason: 'undecided', key });
      if (decision === 'refuse' && !giveUp(ctx, supplierId, promise, why)) refuse({ reason: 'undecided', key });
      if (decision === 'move') {
        const other = otherTime(promise, time) ?? refuse({ reason: 'undecided', key });
        if (!proposeTime(ctx, supplierId, promise, other, why).ok) refuse({ reason: 'taken', key });
      }
    }
    recordAudit(ctx, `closeDays:${touched.length}`, supplierId);
    return done({ count: touched.length });
  });
}

function otherTime({ others }: TouchedPromise, text: string): BookedTime | undefined {
  return others.find((time) => writeTime(time) === text);
}

function giveUp(
  ctx: LedgerCtx & ActiveRules,
  supplierId: string,
  { orderId, line }: TouchedPromise,
  why: string,
): boolean {
  const left = effectiveLines(getSupplierPart(ctx, supplierId, orderId)).filter(({ is }) => is.quantity > 0);
  const lines = left.filter((own) => (line === null ? !hasOwnTime(own.is) : own.line.line === line));
  const numbers = lines.map((own) => own.line.line);
  return refuseLines(ctx, supplierId, orderId, numbers, why).ok;
}
