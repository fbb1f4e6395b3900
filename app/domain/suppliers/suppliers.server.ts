import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { supplierExemptions, supplierFacts, supplierLabels, suppliers } from '#db/schema/suppliers.ts';

export type Supplier = typeof suppliers.$inferSelect;
export type SupplierFact = typeof supplierFacts.$inferSelect;
type Reader = Pick<Ctx, 'db'>;

/** A live supplier by its slug. Throws NotFound, for a suspended one too. */
export function getSupplier({ db }: Reader, slug: string): Supplier {
  const supplier = db
    .select()
    .from(suppliers)
    .where(and(eq(suppliers.slug, slug), eq(suppliers.status, 'live')))
    .get();
  if (!supplier) throw new NotFound(`supplier ${slug}`);
  return supplier;
}

export function listSuppliers({ db }: Reader): Supplier[] {
  return db.select().from(suppliers).where(eq(suppliers.status, 'live')).orderBy(asc(suppliers.name)).all();
}

/** Facts that count today, whoever they belong to when no supplier is named. Retired facts stay for the record. */
export function listFacts({ db }: Reader, supplierId?: string): SupplierFact[] {
  const current = isNull(supplierFacts.retiredAt);
  return db
    .select()
    .from(supplierFacts)
    .where(supplierId ? and(current, eq(supplierFacts.supplierId, supplierId)) : current)
    .all();
}

export function listExemptions({ db }: Reader, supplierId?: string) {
  const all = db.select().from(supplierExemptions);
  return supplierId ? all.where(eq(supplierExemptions.supplierId, supplierId)).all() : all.all();
}

export function listLabels({ db }: Reader, supplierId: string) {
  return db.select().from(supplierLabels).where(eq(supplierLabels.supplierId, supplierId)).all();
}
