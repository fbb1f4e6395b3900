// Rows of exemptions: criteria that do not apply to a supplier, each with a reason from the method.
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { supplierExemptions } from '#db/schema/suppliers.ts';

/** In the caller's transaction. Does nothing when the exemption exists already. */
export function insertExemption(ctx: Ctx, supplierId: string, criterionId: string, reason: string): void {
  ctx.db.insert(supplierExemptions).values({ supplierId, criterionId, reason }).onConflictDoNothing().run();
}

export function removeExemption(ctx: Ctx, supplierId: string, criterionId: string): void {
  ctx.db
    .delete(supplierExemptions)
    .where(and(eq(supplierExemptions.supplierId, supplierId), eq(supplierExemptions.criterionId, criterionId)))
    .run();
}
