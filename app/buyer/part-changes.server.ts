// The changes that a buyer can still make to a paid order, as text: the order's page has scripts, so its messages
// travel with it.

import { qrDrawing } from '#app/documents/qr.server.ts';
import { isCodeLocked } from '#app/domain/fulfilment/hand-over-code.server.ts';
import { findHandOver } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { effectiveLine } from '#app/domain/fulfilment/line-changes.server.ts';
import type { WholeOrder } from '#app/domain/orders/orders.server.ts';
import { isPartOpen, partSteps, returnDays } from '#app/domain/orders/part.ts';
import type { Outcome } from '#app/domain/orders/parts.server.ts';
import type { Return } from '#app/domain/orders/return-rows.server.ts';
import type { Round } from '#app/domain/rounds/round.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate } from '#app/i18n/format.ts';
import { cancelLinks, paidPartOf } from './cancel-view.server.ts';

/** Rows read once for all parts of an order. */
type OrderFacts = { outcomes: ReadonlyMap<number, Outcome>; returns: readonly Return[]; rounds: readonly Round[] };

/** For one part: its code, what may be received, cancelled or returned, and earlier returns. */
export async function partActions(
  ctx: RequestContext,
  whole: WholeOrder,
  part: WholeOrder['parts'][number],
  supplier: Supplier | undefined,
  facts: OrderFacts,
) {
  const t = ctx.t.orderChanges;
  const paid = paidPartOf(whole, part.supplierId, facts.outcomes);
  const named = whole.lines
    .filter((line) => line.supplierId === part.supplierId)
    .map((line) => ({ line: line.line, is: effectiveLine(line, facts.outcomes.get(line.line)) }))
    .map(({ line, is }) => ({ line, quantity: is.quantity, name: translated(is.name, ctx.locale) }));
  const returns = facts.returns.filter((one) => one.supplierId === part.supplierId);
  const steps = partSteps[part.state];
  const fresh = part.handedOverAt && ctx.now.getTime() - Date.parse(part.handedOverAt) < returnDays * 864e5;
  return {
    code: isPartOpen(part.state) && !isCodeLocked(part) ? await codeView(ctx, part) : null,
    locked: isPartOpen(part.state) && isCodeLocked(part) ? t.locked : null,
    handedOver: handedOverText(ctx, part),
    receive:
      part.state === 'handed-over' && !part.releasedAt && part.handedOverAt
        ? t.receivedLead(part.supplierName, formatDate(releaseDay(ctx, part.handedOverAt), ctx.locale))
        : null,
    closed:
      (part.closedReason ?? part.missingReason) ? t.refusedWhy(part.closedReason ?? part.missingReason ?? '') : null,
    cancel: paid && supplier ? cancelLinks(ctx, paid, supplier, facts.rounds) : [],
    returnable: steps.return && fresh ? named.filter(({ quantity }) => quantity > 0) : [],
    returns: returns.map(({ id, line, quantity, state, answer, reason }) => ({
      id,
      text: `${t.returned(quantity, named.find((own) => own.line === line)!.name)}${ctx.t.colon}${t.returnStates[state]}`,
      note: answer || reason,
    })),
  };
}

/** The code with a QR code that opens the supplier's page of the hand-over with it. */
async function codeView(ctx: RequestContext, part: WholeOrder['parts'][number]) {
  const { orderId, supplierSlug, handOverCode } = part;
  const page = `${ctx.services.env.origin}/supplier/${supplierSlug}/orders/${orderId}/hand-over`;
  const t = ctx.t.orderChanges;
  return {
    text: t.code(handOverCode),
    qr: await qrDrawing(`${page}?code=${handOverCode}`, { margin: 2, errorCorrectionLevel: 'L' }),
    alt: t.codeQr(handOverCode),
  };
}

/** The buyer's acknowledgement of the hand-over; null before it. */
function handedOverText(ctx: RequestContext, part: WholeOrder['parts'][number]): string | null {
  if (part.state !== 'handing-over' && part.state !== 'handed-over') return null;
  const { by } = ctx.t.orderChanges;
  const handOver = findHandOver(ctx, part.orderId, part.supplierId);
  if (!handOver) return by.none;
  return handOver.acknowledgement === 'code' ? by.code : by.signature(handOver.signedBy ?? '');
}

/** The day on which the money of a part is released without the buyer's word, YYYY-MM-DD. */
function releaseDay(ctx: RequestContext, handedOverAt: string): string {
  return localDay(new Date(Date.parse(handedOverAt) + ctx.services.env.releaseDays * 864e5), ctx.town);
}

/** Labels of the forms, the same for each part. */
export function partActionLabels({ t }: RequestContext) {
  const { codeLead, newCode, received, return: give, returnLead, line, quantity, why, ask } = t.orderChanges;
  return { codeLead, newCode, received, give, returnLead, line, quantity, why, ask };
}
