// Changes a supplier's VAT regime from a day on. Orders of before keep the regime that they froze.
import { writeRatesOfRegime } from '#app/domain/catalogue/vat-rates.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import {
  enterVatChange,
  listDueVatChanges,
  listVatChanges,
  planVatChange,
  type VatChange,
  type VatDecision,
} from '#app/domain/suppliers/vat-changes.server.ts';

/** How far ahead a change can be planned. */
export const vatChangeDays = 366;

/**
 * Plans the change for its day, or makes it at once when that is today in the town. Refused for the regime that the
 * supplier has, for a day that is past or too far, and while another change is planned.
 */
export function changeVatRegime(
  ctx: Ctx,
  supplier: Supplier,
  decision: VatDecision,
): Result<{ effective: boolean }, { reason: 'same' | 'day' | 'planned' }> {
  const today = localDay(ctx.now, ctx.town);
  if (decision.startsOn < today || decision.startsOn > addDays(today, vatChangeDays)) return refused('day');
  if (decision.regime === supplier.vatRegime) return refused('same');
  return inTransaction(ctx, () => {
    if (!planVatChange(ctx, supplier.id, decision)) return refused('planned');
    const effective = decision.startsOn === today;
    if (effective) enterRegime(ctx, listVatChanges(ctx, supplier.id)[0]!);
    return done({ effective });
  });
}

/** Makes the changes whose day has come, each in a transaction of its own; `onError` hears of one that failed. */
export function enterDueRegimes(ctx: Ctx, onError: (error: unknown, supplierId: string) => void): void {
  for (const change of listDueVatChanges(ctx)) {
    try {
      enterRegime(ctx, change);
    } catch (error) {
      onError(error, change.supplierId);
    }
  }
}

function enterRegime(ctx: Ctx, change: VatChange): void {
  inTransaction(ctx, () => {
    const { vatRegime: from } = findSuppliers(ctx, [change.supplierId])[0]!;
    if (enterVatChange(ctx, change)) writeRatesOfRegime(ctx, change.supplierId, { from, to: change.regime });
  });
}
