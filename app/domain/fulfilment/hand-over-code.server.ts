// The code that the buyer gives when the goods change hands. Five wrong ones lock it: only the buyer gets a new one.
import { createHash, timingSafeEqual } from 'node:crypto';
import { getOrderToChange } from '#app/domain/orders/order-rights.server.ts';
import type { OrderPart } from '#app/domain/orders/orders.server.ts';
import { isPartOpen, maxCodeTries } from '#app/domain/orders/part.ts';
import { countCodeTry, getSupplierPart, saveHandOverCode } from '#app/domain/orders/parts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { closeCase, openCase } from '#app/domain/payments/cases.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newHandOverCode, newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';

export function isCodeLocked({ codeTries }: Pick<OrderPart, 'codeTries'>): boolean {
  return codeTries >= maxCodeTries;
}

/**
 * Null for the right code. A wrong one counts; the last one that is allowed locks the code, writes to the buyer and opens
 * a case. In the caller's transaction.
 */
export function checkCode(ctx: Ctx, part: OrderPart, typed: string): 'code' | 'locked' | null {
  if (isCodeLocked(part)) return 'locked';
  if (timingSafeEqual(digest(part.handOverCode), digest(typed))) return null;
  const { orderId, supplierId } = part;
  recordAudit(ctx, 'wrongHandOverCode', `${orderId}:${supplierId}`);
  const isLocked = countCodeTry(ctx, orderId, supplierId) >= maxCodeTries;
  recordSecurityEvent(ctx, { kind: isLocked ? 'code-locked' : 'code-failed', detail: orderId });
  if (!isLocked) return 'code';
  openCase(ctx, `${orderId}:${supplierId}`, orderId, 'code-locked', { detail: part.supplierName });
  writeToBuyer(ctx, 'code-locked', orderId, supplierId);
  return 'locked';
}

/** As people type it: small letters, blanks, and the letters that Crockford's alphabet reads as digits. */
function digest(code: string): Buffer {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest();
}

/** The buyer gets a new code for a part that is still to be handed over; it stands on the order's page and in a letter. */
export function renewHandOverCode(
  ctx: Ctx,
  orderId: string,
  supplierId: string,
): Result<object, { reason: 'not-now' }> {
  getOrderToChange(ctx, orderId);
  return inTransaction(ctx, () => {
    const { part } = getSupplierPart(ctx, supplierId, orderId);
    if (!isPartOpen(part.state) || !isCodeLocked(part)) return refused('not-now');
    saveHandOverCode(ctx, orderId, supplierId, newHandOverCode());
    closeCase(ctx, `${orderId}:${supplierId}`, 'code-locked');
    writeToBuyer(ctx, 'code-renewed', orderId, supplierId);
    recordAudit(ctx, 'renewHandOverCode', `${orderId}:${supplierId}`);
    return done();
  });
}

function writeToBuyer(ctx: Ctx, template: 'code-locked' | 'code-renewed', orderId: string, supplierId: string): void {
  enqueue(ctx, 'mail', newId(`mail:${template}:${orderId}`), { template, orderId, supplierId });
}
