// Signatures of agreements as rows: which version, by whom, when, and how it ended. A row is never removed.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Agreement } from '#app/domain/shared/legal-text.ts';
import { listRows, text } from '#db/rows.ts';
import { supplierSignatures } from '#db/schema/suppliers.ts';

export type Signature = typeof supplierSignatures.$inferSelect;

/** Signatures that hold, one for each agreement at most. */
export function listSignatures({ db }: Pick<Ctx, 'db'>, supplierId: string): Signature[] {
  const own = and(eq(supplierSignatures.supplierId, supplierId), isNull(supplierSignatures.endedAt));
  return db.select().from(supplierSignatures).where(own).all();
}

/** Every signature that there was, the latest first. */
export function listSignatureHistory({ db }: Pick<Ctx, 'db'>, supplierId: string): Signature[] {
  return db
    .select()
    .from(supplierSignatures)
    .where(eq(supplierSignatures.supplierId, supplierId))
    .orderBy(desc(supplierSignatures.signedAt), desc(supplierSignatures.id))
    .all();
}

/** Version of the invoicing mandate in force, by supplier; one without a mandate has no key. */
export function findMandates({ db }: Pick<Ctx, 'db'>, supplierIds: readonly string[]): Map<string, string> {
  const mandate: Agreement = 'invoicing-mandate';
  const rows = listRows(
    db,
    { supplierId: text, version: text },
    `select supplier_id as supplierId, version
     from supplier_signatures
     where supplier_id in (select value from json_each(?)) and document = ? and ended_at is null`,
    JSON.stringify(supplierIds),
    mandate,
  );
  return new Map(rows.map(({ supplierId, version }) => [supplierId, version]));
}
