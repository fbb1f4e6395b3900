// Changes of a supplier's VAT regime, each with the day from which it holds.
import { and, desc, eq, lte } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc, localDay, recordedActor } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { hasRow } from '#db/rows.ts';
import { suppliers, supplierVatChanges } from '#db/schema/suppliers.ts';
import { reindexSupplierOffers } from './lifecycle.server.ts';
import type { VatRegime } from './supplier.ts';

export type VatChange = typeof supplierVatChanges.$inferSelect;
/** `startsOn`: YYYY-MM-DD, in the town's time. */
export type VatDecision = { regime: VatRegime; vatNumber: string | null; startsOn: string };

/** Plans a change. False, without a change, while another one is planned. */
export function planVatChange(ctx: Ctx, supplierId: string, decision: VatDecision): boolean {
  return inTransaction(ctx, ({ db }) => {
    const row = { ...decision, supplierId, state: 'planned' as const };
    const { changes } = db
      .insert(supplierVatChanges)
      .values({ ...row, decidedAt: isoUtc(ctx.now), decidedBy: recordedActor(ctx) })
      .onConflictDoNothing()
      .run();
    if (changes === 1) recordAudit(ctx, `planVatChange:${decision.regime}:${decision.startsOn}`, supplierId);
    return changes === 1;
  });
}

/** Withdraws the planned change. False when none is planned any more. */
export function withdrawVatChange(ctx: Ctx, supplierId: string): boolean {
  return inTransaction(ctx, ({ db }) => {
    const planned = and(eq(supplierVatChanges.supplierId, supplierId), eq(supplierVatChanges.state, 'planned'));
    const { changes } = db.update(supplierVatChanges).set({ state: 'withdrawn' }).where(planned).run();
    if (changes === 1) recordAudit(ctx, 'withdrawVatChange', supplierId);
    return changes === 1;
  });
}

/** Brings a planned change into force. False when it is not planned any more. */
export function enterVatChange(ctx: Ctx, { id, supplierId, regime, vatNumber }: VatChange): boolean {
  return inTransaction(ctx, ({ db }) => {
    const planned = and(eq(supplierVatChanges.id, id), eq(supplierVatChanges.state, 'planned'));
    const { changes } = db.update(supplierVatChanges).set({ state: 'effective' }).where(planned).run();
    if (changes === 0) return false;
    db.update(suppliers).set({ vatRegime: regime, vatNumber }).where(eq(suppliers.id, supplierId)).run();
    reindexSupplierOffers(ctx, supplierId);
    recordAudit(ctx, `enterVatChange:${regime}`, supplierId);
    return true;
  });
}

/** A supplier's changes, the latest first; withdrawn ones too. */
export function listVatChanges({ db }: Pick<Ctx, 'db'>, supplierId: string): VatChange[] {
  return db
    .select()
    .from(supplierVatChanges)
    .where(eq(supplierVatChanges.supplierId, supplierId))
    .orderBy(desc(supplierVatChanges.id))
    .all();
}

/** Planned changes whose day has come in the town. */
export function listDueVatChanges({ db, now, town }: Pick<Ctx, 'db' | 'now' | 'town'>): VatChange[] {
  const due = and(eq(supplierVatChanges.state, 'planned'), lte(supplierVatChanges.startsOn, localDay(now, town)));
  return db.select().from(supplierVatChanges).where(due).orderBy(supplierVatChanges.id).all();
}

export function hasDueVatChange({ db, now, town }: Pick<Ctx, 'db' | 'now' | 'town'>): boolean {
  const due = "select 1 from supplier_vat_changes where state = 'planned' and starts_on <= ?";
  return hasRow(db, due, localDay(now, town));
}
