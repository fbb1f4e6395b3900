// The forms of an order's page for its supplier: each function calls one verb and turns its result into a redirect or a
// refusal. A part that has changed in the meantime redirects to the page as it is now.
import { answerReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { refusePart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { takeBackContainers, writeOffContainers } from '#app/domain/fulfilment/containers.server.ts';
import { confirmPart, type HandOver, handOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { proposeChange, withdrawProposal } from '#app/domain/fulfilment/proposals.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const notNow: Flash = ['part.not-now'];

export function confirm(ctx: RequestContext, own: OwnSupplier, orderId: string): FormRedirect {
  return toPart(own, orderId, confirmPart(ctx, own.supplier.id, orderId) ? null : notNow);
}

type Proposed = { line: number; offer: number | null; quantity: number; note: string };

export function proposeInstead(ctx: RequestContext, own: OwnSupplier, orderId: string, input: Proposed): FormAnswer {
  const { offer: offerId, ...rest } = input;
  const result = proposeChange(ctx, own.supplier.id, orderId, { ...rest, offerId });
  if (result.ok) return toPart(own, orderId);
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  return invalidInput({ [fieldOfProposal[result.reason]]: ctx.t.fulfilment.errors[result.reason] });
}

/** The field that a refused proposal can be corrected in. */
const fieldOfProposal = {
  quantity: 'quantity',
  'already-open': 'line',
  'not-yours': 'offer',
  'other-rate': 'offer',
  'no-stock': 'offer',
} as const;

export function withdrawProposed(ctx: RequestContext, own: OwnSupplier, orderId: string, id: string): FormRedirect {
  return toPart(own, orderId, withdrawProposal(ctx, own.supplier.id, orderId, id) ? null : notNow);
}

/** `there-3` is the quantity of line 3 that was really there; `code` is asked for at a pick-up only. */
type HandedOver = Pick<HandOver, 'mode' | 'trip'> & { code?: string | undefined; why?: string | undefined } & Record<
    string,
    string | undefined
  >;

export function handOverPart(ctx: RequestContext, own: OwnSupplier, orderId: string, input: HandedOver): FormAnswer {
  const { mode, trip, code, why, ...rest } = input;
  const given = { ...(code !== undefined && { code }), ...(why && { why }) };
  const result = handOver(ctx, own.supplier.id, orderId, { mode, trip, delivered: quantitiesByLine(rest), ...given });
  if (result.ok) return toPart(own, orderId, handedOverFlash(result));
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  const { errors } = ctx.t.orderChanges.supplier;
  if (result.reason === 'code') return invalidInput({ code: errors.code });
  return invalidForm(result.reason === 'nothing' ? errors.nothing : ctx.t.fulfilment.errors[result.reason]);
}

function handedOverFlash({ corrected, refundCents }: { corrected: number; refundCents: number }): Flash {
  if (refundCents > 0) return ['part.handed-over-less', refundCents];
  return [corrected > 0 ? 'part.corrected' : 'part.handed-over'];
}

/** A text that is not a number becomes NaN, which the verb refuses. */
function quantitiesByLine(typed: Record<string, string | undefined>): Map<number, number> {
  const delivered = new Map<number, number>();
  for (const [name, quantity] of Object.entries(typed)) {
    const line = /^there-(\d{1,3})$/.exec(name)?.[1];
    if (line && quantity) delivered.set(Number(line), Number(quantity));
  }
  return delivered;
}

export function refuseWholePart(ctx: RequestContext, own: OwnSupplier, orderId: string, why: string): FormAnswer {
  const result = refusePart(ctx, own.supplier.id, orderId, why);
  if (result.ok) return toPart(own, orderId, ['part.refused']);
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  return invalidForm(ctx.t.orderChanges.supplier.errors[result.reason]);
}

type ReturnAnswer = Parameters<typeof answerReturn>[4];

export function answerAsked(
  ctx: RequestContext,
  own: OwnSupplier,
  orderId: string,
  returnId: string,
  answer: ReturnAnswer,
): FormAnswer {
  const result = answerReturn(ctx, own.supplier.id, orderId, returnId, answer);
  if (result.ok) return toPart(own, orderId, [answer.agree ? 'part.returned' : 'part.kept']);
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  return invalidForm(ctx.t.fulfilment.errors[result.reason]);
}

/** Lent containers that came back, or will not. */
export function recordContainers(
  ctx: RequestContext,
  own: OwnSupplier,
  orderId: string,
  units: number,
  as: 'returned' | 'lost',
): FormAnswer {
  const record = as === 'returned' ? takeBackContainers : writeOffContainers;
  const result = record(ctx, own.supplier.id, orderId, units);
  if (result.ok) return toPart(own, orderId, [as === 'returned' ? 'part.took-back' : 'part.gave-up']);
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  return invalidInput({ units: ctx.t.fulfilment.errors[result.reason] });
}

function toPart({ supplier }: OwnSupplier, orderId: string, flash: Flash | null = null): FormRedirect {
  return goTo(`/supplier/${supplier.slug}/orders/${orderId}`, flash);
}
