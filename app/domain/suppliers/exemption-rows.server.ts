// What never applies to a supplier, with the method's own reason.
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { supplierExemptions } from '#db/schema/suppliers.ts';

/** In the caller's transaction. */
export function insertExemption(ctx: Ctx, supplierId: string, criterionId: string, reason: string): void {
  ctx.db.insert(supplierExemptions).values({ supplierId, criterionId, reason }).onConflictDoNothing().run();
}

export function removeExemption(ctx: Ctx, supplierId: string, criterionId: string): void {
  ctx.db
    .delete(supplierExemptions)
    .where(and(eq(supplierExemptions.supplierId, supplierId), eq(supplierExemptions.criterionId, criterionId)))
    .run();
}
