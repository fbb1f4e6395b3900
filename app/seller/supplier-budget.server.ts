// The budget of a supplier: what it used, what is left. The rooms count; this file adds up.
import { countImages } from '#app/domain/catalogue/images.server.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { sumFileBytes } from '#app/domain/evidence/evidence-files.server.ts';
import { sumImports } from '#app/domain/imports/imports.server.ts';
import { drawnToday } from '#app/domain/security/budget-draws.server.ts';
import {
  type BudgetUse,
  type SupplierBudget,
  storedImageBytes,
  supplierBudgets,
  supplierUse,
} from '#app/domain/security/budgets.ts';
import { limitCounterName } from '#app/domain/security/limit-classes.ts';
import { countUse, currentUse, uncountUse } from '#app/domain/security/limit-counts.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { findTrust } from '#app/domain/suppliers/trust.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

type Budgeted = Pick<RequestContext, 'db' | 'now'>;

/** Each line of the budget with its use, as the supplier's page shows it. */
export function supplierBudget(ctx: Budgeted, supplier: Supplier) {
  const trust = findTrust(ctx, supplier);
  const uses: BudgetUse<SupplierBudget>[] = [
    supplierUse('invitations', trust, currentUse(ctx, invitationsOf(supplier)).count),
    supplierUse('import-rows', trust, rowsToday(ctx, supplier)),
    supplierUse('offers', trust, countUnarchivedOffers(ctx, supplier.id)),
    supplierUse('file-bytes', trust, usedBytes(ctx, supplier)),
    ...(['ledger-entries', 'released-cents'] as const).map((name) =>
      supplierUse(name, trust, drawnToday(ctx, { name, subject: supplier.id })),
    ),
  ];
  return { trust, uses };
}

/** A file that waits for its row takes less; the space of a process that was killed is free after it. */
const reservedMs = 600_000;

/**
 * Does `work`, which stores a file of so many bytes, with that space reserved: of two at once the second is asked with
 * the first one counted, in whichever process. Null, without the work, when there is no place; a refusal is an event.
 */
export async function withSpace<T>(
  ctx: RequestContext,
  supplier: Supplier,
  bytes: number,
  work: () => Promise<T>,
): Promise<T | null> {
  if (bytes === 0) return work();
  const reserved = { name: 'reserved:file-bytes', subject: supplier.id, max: 0, windowMs: reservedMs };
  const hasSpace = inTransaction(ctx, () => {
    const used = usedBytes(ctx, supplier) + currentUse(ctx, reserved).count;
    if (isOver(ctx, supplier, 'file-bytes', used + bytes)) return false;
    countUse(ctx, reserved, bytes);
    return true;
  });
  if (!hasSpace) return null;
  try {
    return await work();
  } finally {
    uncountUse(ctx, reserved, bytes);
  }
}

/** Whether the supplier may not have so many offers more. Asked in the transaction that makes them. */
export function lacksOffers(ctx: RequestContext, supplier: Supplier, offers: number): boolean {
  const { toCome } = sumImports(ctx, supplier.id, isoUtc(ctx.now));
  return isOver(ctx, supplier, 'offers', countUnarchivedOffers(ctx, supplier.id) + toCome + offers);
}

/** Whether the supplier had so many rows read today that the next file waits. Asked in the transaction that begins to read it. */
export function lacksRows(ctx: RequestContext, supplier: Supplier): boolean {
  return isOver(ctx, supplier, 'import-rows', rowsToday(ctx, supplier) + 1);
}

function isOver(ctx: RequestContext, supplier: Supplier, name: SupplierBudget, used: number): boolean {
  const isTooMuch = used > supplierBudgets[name][findTrust(ctx, supplier)];
  if (isTooMuch) recordSecurityEvent(ctx, { kind: 'limit-reached', detail: `budget ${name} ${supplier.id}` });
  return isTooMuch;
}

function usedBytes(ctx: Budgeted, { id }: Supplier): number {
  return sumFileBytes(ctx, id) + countImages(ctx, id) * storedImageBytes + sumImports(ctx, id, isoUtc(ctx.now)).bytes;
}

function rowsToday(ctx: Budgeted, { id }: Supplier): number {
  return sumImports(ctx, id, isoUtc(addMinutes(ctx.now, -24 * 60))).rows;
}

function invitationsOf({ slug }: Supplier) {
  return { name: limitCounterName('invitation', { per: 'supplier', minutes: 24 * 60 }), subject: slug };
}
