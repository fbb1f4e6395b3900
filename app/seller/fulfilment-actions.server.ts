// The forms of an order's page for its supplier: each function calls one verb and turns its result into a redirect or a
// refusal. A part that has changed in the meantime redirects to the page as it is now.
import { parseScaled } from '#app/domain/catalogue/cell-values.ts';
import { answerReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { refusePart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { takeBackContainers, writeOffContainers } from '#app/domain/fulfilment/containers.server.ts';
import { beginHandOver, confirmPart, type HandOver, undoHandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import type { Acknowledgement } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { proposeChange, withdrawProposal } from '#app/domain/fulfilment/proposals.server.ts';
import { weighLines } from '#app/domain/fulfilment/weighing.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatWeight } from '#app/i18n/format-weight.ts';
import { quantitiesByLine } from './hand-over-view.server.ts';

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
  weighed: 'offer',
} as const;

export function withdrawProposed(ctx: RequestContext, own: OwnSupplier, orderId: string, id: string): FormRedirect {
  return toPart(own, orderId, withdrawProposal(ctx, own.supplier.id, orderId, id) ? null : notNow);
}

/** `kg-3` is the weight of line 3, in kilograms; an empty one is not weighed yet. */
export function weighPacked(
  ctx: RequestContext,
  own: OwnSupplier,
  orderId: string,
  typed: Record<string, string>,
): FormAnswer {
  const { t, locale } = ctx;
  const fields = Object.entries(typed).flatMap(([name, text]) => {
    const line = /^kg-(\d{1,3})$/.exec(name)?.[1];
    return line && text.trim() ? [{ name, line: Number(line), grams: parseScaled(text.replace(/kg/i, ''), 3) }] : [];
  });
  const wrong = fields.filter(({ grams }) => grams === null);
  if (wrong.length > 0) return invalidInput(Object.fromEntries(wrong.map(({ name }) => [name, t.weighed.noWeight])));
  const result = weighLines(
    ctx,
    own.supplier.id,
    orderId,
    new Map(fields.map(({ line, grams }) => [line, grams ?? 0])),
  );
  if (result.ok) return toPart(own, orderId, ['part.weighed']);
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  const [min, max] = [formatWeight(result.minGrams, locale), formatWeight(result.maxGrams, locale)];
  return invalidInput({ [`kg-${result.line}`]: t.weighed.outside(min, max) });
}

/** `there-3` is the quantity of line 3 that was really there. */
type HandedOver = Pick<HandOver, 'mode' | 'trip' | 'shown'> & {
  code: string;
  name: string;
  drawing: string;
  why: string;
} & Record<string, string>;

export function handOverPart(ctx: RequestContext, own: OwnSupplier, orderId: string, input: HandedOver): FormAnswer {
  const { mode, trip, shown, code, name, drawing, why, ...rest } = input;
  const acknowledgement: Acknowledgement =
    code === '' ? { by: 'signature', name, drawing: drawing === '' ? null : drawing } : { by: 'code', code };
  const delivered = quantitiesByLine(rest);
  const result = beginHandOver(ctx, own.supplier.id, orderId, { mode, trip, delivered, acknowledgement, why, shown });
  if (result.ok) {
    const { missing, refundCents } = result.preview;
    return toPart(own, orderId, ['part.handed-over', missing.length === 0 ? 0 : refundCents]);
  }
  if (result.reason === 'not-now') return toPart(own, orderId, notNow);
  if (result.reason === 'changed')
    return goTo(
      `/supplier/${own.supplier.slug}/orders/${orderId}/hand-over?${new URLSearchParams({ mode, trip, why, ...rest })}`,
      ['part.amounts-changed'],
    );
  const error = ctx.t.handOver.errors[result.reason];
  return result.reason === 'code' || result.reason === 'signature' ? invalidInput({ code: error }) : invalidForm(error);
}

export function undoHandedOver(ctx: RequestContext, own: OwnSupplier, orderId: string): FormRedirect {
  const undone = undoHandOver(ctx, own.supplier.id, orderId).ok;
  return toPart(own, orderId, undone ? ['part.undone'] : notNow);
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
  if (result.reason === 'budget') return invalidForm(ctx.t.limits.budgets.refused.entries, 429);
  return invalidInput({ units: ctx.t.fulfilment.errors[result.reason] });
}

function toPart({ supplier }: OwnSupplier, orderId: string, flash: Flash | null = null): FormRedirect {
  return goTo(`/supplier/${supplier.slug}/orders/${orderId}`, flash);
}
