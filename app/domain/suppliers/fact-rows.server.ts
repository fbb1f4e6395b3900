// Rows of facts: at most one in force per supplier and criterion; the previous one is retired, never deleted.
import { and, desc, eq, isNull } from 'drizzle-orm';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { supplierFacts } from '#db/schema/suppliers.ts';
import type { SupplierFact } from './suppliers.server.ts';

export type NewFact = Omit<typeof supplierFacts.$inferInsert, 'id' | 'recordedAt' | 'retiredAt'>;

/** Inserts a fact and retires the previous one, in the caller's transaction. Returns the new fact's id. */
export function insertFact(ctx: Ctx, fact: NewFact): string {
  const id = newId('fct');
  retireFact(ctx, fact.supplierId, fact.criterionId);
  ctx.db
    .insert(supplierFacts)
    .values({ ...fact, id, recordedAt: isoUtc(ctx.now) })
    .run();
  return id;
}

export function retireFact(ctx: Ctx, supplierId: string, criterionId: string): void {
  ctx.db
    .update(supplierFacts)
    .set({ retiredAt: isoUtc(ctx.now) })
    .where(
      and(
        eq(supplierFacts.supplierId, supplierId),
        eq(supplierFacts.criterionId, criterionId),
        isNull(supplierFacts.retiredAt),
      ),
    )
    .run();
}

/** The latest fact of a criterion, in force or retired. */
export function findLastFact(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
  criterionId: string,
): SupplierFact | undefined {
  return db
    .select()
    .from(supplierFacts)
    .where(and(eq(supplierFacts.supplierId, supplierId), eq(supplierFacts.criterionId, criterionId)))
    .orderBy(desc(supplierFacts.recordedAt), desc(supplierFacts.id))
    .get();
}

export function findFact({ db }: Pick<Ctx, 'db'>, supplierId: string, criterionId: string): SupplierFact | undefined {
  return db
    .select()
    .from(supplierFacts)
    .where(
      and(
        eq(supplierFacts.supplierId, supplierId),
        eq(supplierFacts.criterionId, criterionId),
        isNull(supplierFacts.retiredAt),
      ),
    )
    .get();
}
