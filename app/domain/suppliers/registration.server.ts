import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { supplierChecks, supplierExemptions, supplierFacts, supplierLabels, suppliers } from '#db/schema/suppliers.ts';
import { attestedItems, verifiedItems } from './checklist.ts';

export type Registration = Omit<typeof suppliers.$inferInsert, 'id' | 'status' | 'createdAt'> & {
  /** When it came to the town, as UTC; now by default. */
  createdAt?: string;
  facts: Omit<typeof supplierFacts.$inferInsert, 'id' | 'supplierId' | 'recordedAt' | 'retiredAt'>[];
  exemptions: { criterionId: string; reason: string; until: string }[];
  labels: { label: string; certifier: string; validUntil: string }[];
};

/** Inserts a live supplier with its facts, exemptions and labels, without the steps of joining. Returns its id. */
export function registerSupplier(ctx: Ctx, { facts, exemptions, labels, ...supplier }: Registration): string {
  return inTransaction(ctx, () => {
    const supplierId = newId('sup');
    const now = isoUtc(ctx.now);
    ctx.db
      .insert(suppliers)
      .values({ createdAt: now, ...supplier, id: supplierId, status: 'live' })
      .run();
    for (const fact of facts)
      ctx.db
        .insert(supplierFacts)
        .values({ ...fact, id: newId('fct'), supplierId, recordedAt: now })
        .run();
    for (const exemption of exemptions)
      ctx.db
        .insert(supplierExemptions)
        .values({ supplierId, ...exemption, grantedAt: now, grantedBy: 'system', confirmedBy: 'system' })
        .run();
    for (const label of labels)
      ctx.db
        .insert(supplierLabels)
        .values({ supplierId, ...label })
        .run();
    for (const item of [...attestedItems, ...verifiedItems])
      ctx.db
        .insert(supplierChecks)
        .values({
          supplierId,
          item,
          state: (verifiedItems as readonly string[]).includes(item) ? 'verified' : 'attested',
          actor: 'system',
          at: now,
        })
        .run();
    recordAudit(ctx, 'registerSupplier', supplierId);
    return supplierId;
  });
}
