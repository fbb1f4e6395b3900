// A supplier signs the terms and the invoicing mandate, and may withdraw either. An order keeps the version of its day.
import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { Agreement } from '#app/domain/shared/legal-text.ts';
import { legalTextOn, type StoredLegalText } from '#app/domain/shared/legal-texts.server.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { supplierSignatures, suppliers } from '#db/schema/suppliers.ts';
import { recordStep, reindexSupplierOffers } from './lifecycle.server.ts';
import type { signatureEndings } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

/** Signs the version that the owner read; `not-current` when another one applies by now. Signed twice, the first stays. */
export function signAgreement(
  ctx: Ctx,
  supplierId: string,
  document: Agreement,
  version: string,
): Result<object, { reason: 'not-current' }> {
  const current = legalTextOn(document, localDay(ctx.now, ctx.town));
  if (current.version !== version) return refused('not-current');
  return inTransaction(ctx, ({ db }) => {
    const before = db.select().from(supplierSignatures).where(inForce(supplierId, document)).get();
    if (before?.version === version) return done();
    if (before) endSignature(ctx, supplierId, document, 'replaced');
    insertSignature(ctx, supplierId, current);
    recordAudit(ctx, `sign:${document}:${version}`, supplierId);
    return done();
  });
}

/**
 * Withdraws a signature. A live supplier is closed to new orders in the same transaction: without the terms nothing is
 * sold, and without the mandate nothing could be invoiced. Orders already placed keep the version of their day.
 */
export function withdrawAgreement(
  ctx: Ctx,
  supplier: Supplier,
  document: Agreement,
): Result<object, { reason: 'not-signed' }> {
  return inTransaction(ctx, ({ db }) => {
    if (!endSignature(ctx, supplier.id, document, 'withdrawn')) return refused('not-signed');
    const closed = db
      .update(suppliers)
      .set({ status: 'approved' })
      .where(and(eq(suppliers.id, supplier.id), eq(suppliers.status, 'live')))
      .run().changes;
    if (closed) {
      recordStep(ctx, supplier.id, 'pause', null);
      reindexSupplierOffers(ctx, supplier.id);
    }
    recordAudit(ctx, `withdraw:${document}`, supplier.id);
    return done();
  });
}

function insertSignature(ctx: Ctx, supplierId: string, text: StoredLegalText): void {
  ctx.db
    .insert(supplierSignatures)
    .values({
      id: newId('sig'),
      supplierId,
      document: text.document as Agreement,
      version: text.version,
      sha256: text.sha256,
      signedBy: actorOf(ctx),
      signedAt: isoUtc(ctx.now),
    })
    .run();
}

function endSignature(
  ctx: Ctx,
  supplierId: string,
  document: Agreement,
  endedAs: (typeof signatureEndings)[number],
): number {
  return ctx.db
    .update(supplierSignatures)
    .set({ endedAs, endedBy: actorOf(ctx), endedAt: isoUtc(ctx.now) })
    .where(inForce(supplierId, document))
    .run().changes;
}

function inForce(supplierId: string, document: Agreement) {
  const { supplierId: of, document: what, endedAt } = supplierSignatures;
  return and(eq(of, supplierId), eq(what, document), isNull(endedAt));
}

function actorOf({ actor }: Ctx): string {
  return actor.kind === 'user' ? actor.userId : 'system';
}
