// A supplier is admitted: what it declared and proved as a draft enters the ledger then, as one entry.
import { appendEntries, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { type ActiveRules, methodologyOf } from '#app/domain/scoring/rules.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type TransitionRefusal, transitionSupplier } from '#app/domain/suppliers/lifecycle.server.ts';
import { listFacts, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { exemptionsAtAdmission } from './exemption-entries.server.ts';

/** A steward approves a supplier; `offers` is that of its checklist. Refuses what `transitionSupplier` refuses. */
export function admitSupplier(
  ctx: LedgerCtx & ActiveRules,
  supplier: Supplier,
  offers: number,
): Result<object, TransitionRefusal> {
  return inTransaction(ctx, () => {
    const taken = transitionSupplier(ctx, supplier, 'approve', offers);
    if (taken.ok) enterFacts(ctx, supplier.id);
    return taken;
  });
}

/**
 * The facts in force as one entry, without a name: the supplier, their ids and its exemptions are a salted commitment.
 */
export function enterFacts(ctx: LedgerCtx & ActiveRules, supplierId: string): void {
  const facts = listFacts(ctx, supplierId).sort((a, b) => (a.criterionId < b.criterionId ? -1 : 1));
  const exemptions = exemptionsAtAdmission(ctx, supplierId);
  if (facts.length + exemptions.length === 0) return;
  const event = `${newId('adm')}:admitted`;
  appendEntries(ctx, [
    {
      kind: 'evidence.admitted',
      event,
      body: {
        v: 1,
        at: `${ctx.now.toISOString().slice(0, 19)}Z`,
        methodology: methodologyOf(ctx),
        facts: facts.map((fact) => ({
          criterion: fact.criterionId,
          dated_on: fact.datedOn,
          level: fact.level,
          value_milli: Math.round(fact.value * 1000),
        })),
        private_commit: privateCommitment(ctx, event, {
          supplier: supplierId,
          facts: facts.map(({ id }) => id),
          ...(exemptions.length > 0 && { exemptions }),
        }),
      },
    },
  ]);
}
