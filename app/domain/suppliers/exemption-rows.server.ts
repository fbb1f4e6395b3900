// Rows of exemptions: criteria that do not apply to a supplier, each with a reason from the method and a last day.
import { and, eq, lt } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { supplierExemptions } from '#db/schema/suppliers.ts';

export type SupplierExemption = typeof supplierExemptions.$inferSelect;

/** In the caller's transaction. False when the criterion is exempted already. */
export function insertExemption(ctx: Ctx, exemption: SupplierExemption): boolean {
  return ctx.db.insert(supplierExemptions).values(exemption).onConflictDoNothing().run().changes > 0;
}

/** False when there was none. */
export function removeExemption(ctx: Ctx, supplierId: string, criterionId: string): boolean {
  const own = and(eq(supplierExemptions.supplierId, supplierId), eq(supplierExemptions.criterionId, criterionId));
  return ctx.db.delete(supplierExemptions).where(own).run().changes > 0;
}

/** The exemptions whose last day is before `day`. */
export function listEndedExemptions({ db }: Pick<Ctx, 'db'>, day: string): SupplierExemption[] {
  return db.select().from(supplierExemptions).where(lt(supplierExemptions.until, day)).all();
}
