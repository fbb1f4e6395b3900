// Changes a supplier's identity, with the effects on its offers and its score.
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { refreshScore } from '#app/domain/scoring/scores.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { splitIdentity } from '#app/domain/suppliers/identity-columns.ts';
import { requestIdentity } from '#app/domain/suppliers/identity-requests.server.ts';
import { type SupplierProfile, updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { isAdmitted } from '#app/domain/suppliers/lifecycle.server.ts';
import type { TranslatedColumn } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/**
 * Changes a profile, in one transaction with its score: a new headcount may change which criteria apply. The legal
 * identity of an admitted supplier is asked of the stewards instead; true if something was asked. `note`: why a text is
 * no claim.
 */
export function changeIdentity(
  ctx: Ctx & ActiveRules,
  supplier: Supplier,
  profile: SupplierProfile,
  fitting: readonly TranslatedColumn[] = [],
  note: string | null = null,
): boolean {
  const { legal, rest } = splitIdentity(profile);
  const asks = isAdmitted(ctx, supplier.id) && Object.keys(legal).length > 0;
  inTransaction(ctx, () => {
    updateProfile(ctx, supplier, asks ? rest : profile, fitting, note);
    if (asks) requestIdentity(ctx, supplier, legal);
    refreshScore(ctx, supplier.id);
  });
  return asks;
}
