// Changes a supplier's identity, with the effects on its offers and its score.
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { refreshScore } from '#app/domain/scoring/scores.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type SupplierProfile, updateProfile } from '#app/domain/suppliers/joining.server.ts';
import type { TranslatedColumn } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/** One transaction: a new headcount may change which criteria apply. */
export function changeIdentity(
  ctx: Ctx & ActiveRules,
  supplier: Supplier,
  profile: SupplierProfile,
  fitting: readonly TranslatedColumn[] = [],
): void {
  inTransaction(ctx, () => {
    updateProfile(ctx, supplier, profile, fitting);
    refreshScore(ctx, supplier.id);
  });
}
