// Lines that are sold by the piece and priced by the kilogram: their weight is entered when they are packed, and changes
// amount, mass and ledger once, at the hand-over. Owns nothing: the weights stand with the order.
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import { isPartOpen } from '#app/domain/orders/part.ts';
import { getSupplierPart, type SupplierPart, saveWeight } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { multiplyThousandths } from '#app/domain/shared/money.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { nextEvent } from './corrections.server.ts';
import { amountsUpTo, type EffectiveLine, effectiveLines, type LineChange } from './line-changes.server.ts';

/** The band of all pieces of a line together, and their weight; null while it is not entered. */
export type Weighing = { minGrams: number; maxGrams: number; grams: number | null };

/** The weighing of a line; null if its price does not follow its weight, or another offer replaced it, or none is left. */
export function weighingOf(
  { weights }: Pick<SupplierPart, 'weights'>,
  line: OrderLine,
  { offerId, quantity }: EffectiveLine,
): Weighing | null {
  if (!line.pieceWeight || offerId !== line.offerId || quantity === 0) return null;
  const { minGrams, maxGrams } = line.pieceWeight;
  const entered = weights.find((weight) => weight.line === line.line && weight.pieces === quantity);
  return { minGrams: minGrams * quantity, maxGrams: maxGrams * quantity, grams: entered?.grams ?? null };
}

/**
 * The line at its weight: amount, mass and ledger follow; null if nothing changes. Without a weight it counts as the
 * lightest pieces, so that no buyer pays for grams that no one saw.
 */
export function weightChange(
  supplierPart: Pick<SupplierPart, 'weights'>,
  line: OrderLine,
  before: EffectiveLine,
): LineChange | null {
  const weighing = weighingOf(supplierPart, line, before);
  if (!weighing || !line.pieceWeight) return null;
  const grams = weighing.grams ?? weighing.minGrams;
  const { htCents, vatCents } = amountsUpTo(line, before, multiplyThousandths(line.pieceWeight.kiloCents, grams));
  const same = htCents === before.htCents && vatCents === before.vatCents;
  if (same && grams === before.impactInput.massGrams) return null;
  const after = {
    ...before,
    event: nextEvent(before.event, 'weighed'),
    htCents,
    vatCents,
    impactInput: { ...before.impactInput, htCents, massGrams: grams },
  };
  return { line, before, after, reason: 'weighed' };
}

/** Whether a weight is missing of something that is there, by line and quantity. */
export function awaitsWeight(supplierPart: SupplierPart, delivered: ReadonlyMap<number, number>): boolean {
  return effectiveLines(supplierPart).some(
    ({ line, is }) => delivered.get(line.line) !== 0 && weighingOf(supplierPart, line, is)?.grams === null,
  );
}

export type WeighRefusal = { reason: 'not-now' } | ({ reason: 'outside'; line: number } & Omit<Weighing, 'grams'>);

/**
 * Enters the weights of packed lines, in grams of all their pieces. All or none: one outside its band refuses them. They
 * can be entered again until the hand-over.
 */
export function weighLines(
  ctx: Ctx,
  supplierId: string,
  orderId: string,
  grams: ReadonlyMap<number, number>,
): Result<object, WeighRefusal> {
  return inTransaction(ctx, () => {
    const supplierPart = getSupplierPart(ctx, supplierId, orderId);
    if (!isPartOpen(supplierPart.part.state)) return refused('not-now');
    const weighed = effectiveLines(supplierPart).flatMap(({ line, is }) => {
      const [weighing, entered] = [weighingOf(supplierPart, line, is), grams.get(line.line)];
      return weighing && entered !== undefined ? [{ line: line.line, pieces: is.quantity, entered, weighing }] : [];
    });
    if (weighed.length < grams.size) return refused('not-now');
    for (const { line, entered, weighing } of weighed) {
      const { minGrams, maxGrams } = weighing;
      const isInside = Number.isSafeInteger(entered) && entered >= minGrams && entered <= maxGrams;
      if (!isInside) return refused('outside', { line, minGrams, maxGrams });
    }
    for (const { line, pieces, entered } of weighed) saveWeight(ctx, { orderId, line, pieces, grams: entered });
    recordAudit(ctx, 'weighLines', `${orderId}:${supplierId}`);
    return done();
  });
}
