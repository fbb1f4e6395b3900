// The budget of a supplier: what it used, what is left. The rooms count; this file adds up.
import { countImages } from '#app/domain/catalogue/images.server.ts';
import { countUnarchivedOffers } from '#app/domain/catalogue/offers.server.ts';
import { sumFileBytes } from '#app/domain/evidence/evidence-files.server.ts';
import { sumImports } from '#app/domain/imports/imports.server.ts';
import {
  type BudgetUse,
  type SupplierBudget,
  storedImageBytes,
  supplierBudgets,
  supplierUse,
} from '#app/domain/security/budgets.ts';
import { limitCounterName } from '#app/domain/security/limit-classes.ts';
import { currentUse } from '#app/domain/security/limit-counts.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { addMinutes, isoUtc } from '#app/domain/shared/context.ts';
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
  ];
  return { trust, uses };
}

/** Whether the supplier's room for files has no place for so many bytes more. A refusal is an event. */
export function lacksSpace(ctx: RequestContext, supplier: Supplier, bytes: number): boolean {
  return isOver(ctx, supplier, 'file-bytes', usedBytes(ctx, supplier) + bytes);
}

/** Whether the supplier may not have so many offers more. */
export function lacksOffers(ctx: RequestContext, supplier: Supplier, offers: number): boolean {
  return isOver(ctx, supplier, 'offers', countUnarchivedOffers(ctx, supplier.id) + offers);
}

/** Whether the supplier had so many rows read today that the next file waits. */
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
