// A stall's identity as its owner changes it, with everything that follows from it.
import { dropVat } from '#app/domain/catalogue/listing.server.ts';
import { refreshScore } from '#app/domain/scoring/scores.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type SupplierProfile, updateProfile } from '#app/domain/suppliers/joining.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/** Under art. 293 B no offer may ask for VAT; a new headcount may change which criteria apply. One transaction. */
export function changeIdentity(ctx: Ctx, supplier: Supplier, profile: SupplierProfile): void {
  inTransaction(ctx, () => {
    if (profile.vatRegime === 'franchise') dropVat(ctx, supplier);
    updateProfile(ctx, supplier, profile);
    refreshScore(ctx, supplier.id);
  });
}
