// The entries of exemptions, and the exemptions in force against them: one that no entry stands for was written past the
// ledger, and one that an entry grants and no row holds was deleted past it.
import { type AdmittedExemption, eachExemptionEntry } from '#app/domain/ledger/evidence-entries.server.ts';
import { appendEntries, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { SupplierExemption } from '#app/domain/suppliers/exemption-rows.server.ts';
import { admittedIds, isAdmitted } from '#app/domain/suppliers/lifecycle.server.ts';
import { listExemptions } from '#app/domain/suppliers/suppliers.server.ts';

type ExemptionStep = {
  supplierId: string;
  criterionId: string;
  /** Of one that was granted. */
  until?: string;
  /** Of one that ended. */
  reason?: string;
  commits: { reason?: string; stewards?: string[] };
};

/** Enters a step of an exemption; nothing for a supplier that was never admitted. */
export function appendExemption(ctx: LedgerCtx, step: 'granted' | 'ended', entry: ExemptionStep): void {
  const { supplierId, criterionId, until, reason, commits } = entry;
  if (!isAdmitted(ctx, supplierId)) return;
  const event = `${newId('exm')}:${step}`;
  appendEntries(ctx, [
    {
      kind: `exemption.${step}`,
      event,
      body: {
        v: 1,
        at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
        criterion: criterionId,
        ...(until && { until }),
        ...(reason && { reason }),
        private_commit: privateCommitment(ctx, event, { supplier: supplierId, ...commits }),
      },
    },
  ]);
}

/** The exemptions that a supplier had as a draft, as the entry of its admission commits to them. */
export function exemptionsAtAdmission(ctx: Pick<Ctx, 'db'>, supplierId: string): AdmittedExemption[] {
  return listExemptions(ctx, supplierId).map(({ criterionId: criterion, until, reason, ...people }) => ({
    criterion,
    until,
    reason,
    stewards: [people.grantedBy, people.confirmedBy],
  }));
}

/** The step that grants an exemption, as its row has it. */
export function stepOf({ supplierId, criterionId, until, reason, ...people }: SupplierExemption): ExemptionStep {
  return { supplierId, criterionId, until, commits: { reason, stewards: [people.grantedBy, people.confirmedBy] } };
}

/** Exemptions of admitted suppliers that differ from their entry, have none, or are gone without one. */
export function checkExemptions(ctx: Pick<Ctx, 'db' | 'now' | 'town'>): OutsideFault[] {
  const admitted = admittedIds(ctx);
  const entered = enteredExemptions(ctx);
  const faults: OutsideFault[] = [];
  for (const exemption of listExemptions(ctx)) {
    const { supplierId, criterionId } = exemption;
    if (!admitted.has(supplierId)) continue;
    const key = `${supplierId} ${criterionId}`;
    const entry = entered.get(key);
    entered.delete(key);
    const named = `the exemption of ${supplierId} from ${criterionId}`;
    if (!entry?.granted) faults.push({ index: null, reason: `${named} counts, and has no entry` });
    else if (!isAsEntered(exemption, entry.granted))
      faults.push({ index: entry.index, reason: `${named} is not as it was entered` });
  }
  const today = localDay(ctx.now, ctx.town);
  for (const [key, { index, granted }] of entered)
    if (granted && granted.until >= today)
      faults.push({ index, reason: `the exemption of ${key.replace(' ', ' from ')} is gone without an entry` });
  return faults;
}

/** `granted`: null for one that ended. */
type EnteredExemption = { index: number; granted: AdmittedExemption | null };

/** The last entry of each exemption, by supplier and criterion. */
function enteredExemptions(ctx: Pick<Ctx, 'db'>): Map<string, EnteredExemption> {
  const entered = new Map<string, EnteredExemption>();
  for (const { index, kind, body, names } of eachExemptionEntry(ctx)) {
    const { supplier, reason = '', stewards = [], exemptions = [] } = names;
    if (kind === 'evidence.admitted')
      for (const granted of exemptions) entered.set(`${supplier} ${granted.criterion}`, { index, granted });
    else {
      const { criterion, until = '' } = body;
      const granted = kind === 'exemption.granted' ? { criterion, until, reason, stewards } : null;
      entered.set(`${supplier} ${criterion}`, { index, granted });
    }
  }
  return entered;
}

function isAsEntered(now: SupplierExemption, then: AdmittedExemption): boolean {
  const { until, reason, grantedBy, confirmedBy } = now;
  return [until, reason, grantedBy, confirmedBy].join('\n') === [then.until, then.reason, ...then.stewards].join('\n');
}
