// The signatures of the new town: the people of a supplier sign, the system for a supplier without any.

import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { agreements } from '#app/domain/shared/legal-text.ts';
import { legalTextOn } from '#app/domain/shared/legal-texts.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { signAgreement } from '#app/domain/suppliers/agreements.server.ts';

/** Signs both agreements for a supplier, as `ctx.actor`. */
export function signAgreements(ctx: Ctx, supplierId: string): void {
  for (const agreement of agreements) {
    const { version } = legalTextOn(agreement, localDay(ctx.now, ctx.town));
    const signed = signAgreement(ctx, supplierId, agreement, version);
    if (!signed.ok) throw new Error(`seeds: ${agreement} ${signed.reason}`);
  }
}

/** Each supplier with an owner is signed for by that person, the others by the system. */
export function signForSuppliers(ctx: Ctx): void {
  const rows = ctx.db.$client
    .prepare(
      `select s.id, (select m.user_id from supplier_members m where m.supplier_id = s.id and m.role = 'own') as owner
       from suppliers s
       order by s.slug`,
    )
    .all() as { id: string; owner: string | null }[];
  inTransaction(ctx, () => {
    for (const { id, owner } of rows)
      signAgreements(owner === null ? ctx : { ...ctx, actor: { kind: 'user', userId: owner } }, id);
  });
}
