// The forms of the lending desk: each function calls one verb and turns its result into a redirect or a refusal.
import {
  type Condition,
  handOutSpan,
  inspectSpan,
  loseSpan,
  missSpan,
  replaceSpan,
  takeBackSpan,
  undoLendingStep,
} from '#app/domain/fulfilment/lending.server.ts';
import { readNumbers } from '#app/domain/fulfilment/lending.ts';
import { dropClaim, openClaim } from '#app/domain/fulfilment/lending-claims.server.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const notNow: Flash = ['lending.not-now'];

type HandedOut = Condition & { code: string; name: string; numbers: string };

export function handOut(ctx: RequestContext, own: OwnSupplier, spanId: string, input: HandedOut): FormAnswer {
  const { code, name, numbers: typed, ...noted } = input;
  const { errors } = ctx.t.lending.handOut;
  const numbers = readNumbers(typed);
  if (!numbers) return invalidInput({ numbers: errors.numbers });
  const acknowledgement =
    code === '' ? ({ by: 'signature', name, drawing: null } as const) : ({ by: 'code', code } as const);
  const result = handOutSpan(ctx, own.supplier.id, spanId, { ...noted, numbers, acknowledgement });
  if (result.ok) return toSpan(own, spanId, ['lending.out']);
  const { reason } = result;
  if (reason === 'not-now') return toSpan(own, spanId, notNow);
  const error = errors[reason];
  if (reason === 'code' || reason === 'locked') return invalidInput({ code: error });
  if (reason === 'signature') return invalidInput({ name: error });
  return reason === 'numbers' || reason === 'number-out' ? invalidInput({ numbers: error }) : invalidForm(error);
}

export function takeBack(ctx: RequestContext, own: OwnSupplier, spanId: string, noted: Condition): FormRedirect {
  const result = takeBackSpan(ctx, own.supplier.id, spanId, noted);
  return toSpan(own, spanId, result.ok ? ['lending.back', result.lateCents] : notNow);
}

export function inspectThing(ctx: RequestContext, own: OwnSupplier, spanId: string, noted: Condition): FormRedirect {
  return toSpan(own, spanId, inspectSpan(ctx, own.supplier.id, spanId, noted).ok ? ['lending.inspected'] : notNow);
}

export function missBooking(ctx: RequestContext, own: OwnSupplier, spanId: string): FormAnswer {
  const result = missSpan(ctx, own.supplier.id, spanId);
  if (result.ok) return toSpan(own, spanId, ['lending.missed']);
  return result.reason === 'not-now' ? toSpan(own, spanId, notNow) : invalidForm(ctx.t.lending.miss.errors);
}

export function loseThing(ctx: RequestContext, own: OwnSupplier, spanId: string): FormRedirect {
  return toSpan(own, spanId, loseSpan(ctx, own.supplier.id, spanId).ok ? ['lending.lost'] : notNow);
}

export function replaceThing(ctx: RequestContext, own: OwnSupplier, spanId: string): FormRedirect {
  return toSpan(own, spanId, replaceSpan(ctx, own.supplier.id, spanId).ok ? ['lending.replaced'] : notNow);
}

export function askClaim(
  ctx: RequestContext,
  own: OwnSupplier,
  spanId: string,
  { damage, reason }: { damage: number | null; reason: string },
): FormAnswer {
  const asked = openClaim(ctx, own.supplier.id, spanId, { damageCents: damage ?? 0, reason });
  if (asked.ok) return toSpan(own, spanId, ['lending.claimed']);
  if (asked.reason === 'not-now') return toSpan(own, spanId, notNow);
  const error = ctx.t.lending.claim.errors[asked.reason];
  return invalidInput(asked.reason === 'evidence' ? { reason: error } : { damage: error });
}

export function leaveClaim(ctx: RequestContext, own: OwnSupplier, spanId: string): FormRedirect {
  return toSpan(own, spanId, dropClaim(ctx, own.supplier.id, spanId).ok ? ['lending.claim-dropped'] : notNow);
}

export function undoStep(ctx: RequestContext, own: OwnSupplier, spanId: string): FormRedirect {
  return toSpan(own, spanId, undoLendingStep(ctx, own.supplier.id, spanId).ok ? ['lending.undone'] : notNow);
}

function toSpan({ supplier }: OwnSupplier, spanId: string, flash: Flash): FormRedirect {
  return goTo(`/supplier/${supplier.slug}/lending/${spanId}`, flash);
}
