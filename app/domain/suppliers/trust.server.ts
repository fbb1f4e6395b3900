// How well the town knows a supplier: what its budgets depend on.
import { establishedDays, type SupplierTrust, supplierBudgets } from '#app/domain/security/budgets.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { findValue, nullable, text } from '#db/rows.ts';
import { findSuppliers, type Supplier } from './suppliers.server.ts';

/** A supplier without an approval in its history was registered by the cooperative: it counts from that day. */
export function findTrust(ctx: Pick<Ctx, 'db' | 'now'>, supplier: Supplier): SupplierTrust {
  if (supplier.status !== 'approved' && supplier.status !== 'live') return 'draft';
  const approvedAt = findValue(
    ctx.db,
    nullable(text),
    `select min(at) from supplier_steps where supplier_id = ? and step = 'approve'`,
    supplier.id,
  );
  const since = approvedAt ?? supplier.createdAt;
  return since <= isoUtc(addMinutes(ctx.now, -establishedDays * 24 * 60)) ? 'established' : 'admitted';
}

/** The supplier's line of the budget for entries of the ledger in a day. */
export function ledgerLineOf(ctx: Pick<Ctx, 'db' | 'now'>, supplierId: string) {
  const [supplier] = findSuppliers(ctx, [supplierId]);
  const trust = supplier ? findTrust(ctx, supplier) : 'draft';
  return { name: 'ledger-entries', subject: supplierId, max: supplierBudgets['ledger-entries'][trust] } as const;
}
