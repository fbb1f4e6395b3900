// The forms of the receivables' page: each function turns the result of one verb into a redirect or a refusal.
import { type BankRefusal, grantCreditLimit } from '#app/domain/checkout/bank-decisions.server.ts';
import { receiveBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import { type Result, refused } from '#app/domain/shared/result.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** A payment by bank that was entered, or not: the amount is no longer the one that the page showed. */
export function enterPayment(entered: Result<object, BankRefusal>): FormRedirect {
  if (entered.ok) return toReceivables(['saved']);
  return toReceivables([entered.reason === 'not-now' ? 'receivables.changed' : 'steward.waits-for-second']);
}

/** Goes to the preview of a statement. Nothing is entered yet. */
export function readStatement(ctx: RequestContext, text: string): FormRedirect {
  return goTo(`/steward/receivables/${receiveBankStatement(ctx, text).id}`);
}

export function setLimit(ctx: RequestContext, organisationId: string, cents: number | null): FormAnswer {
  const granted = cents === null ? refused('amount') : grantCreditLimit(ctx, organisationId, cents);
  if (granted.ok) return toReceivables(['saved']);
  if (granted.reason === 'second-person') return toReceivables(['steward.waits-for-second']);
  return invalidInput({ limit: ctx.t.receivables.amount });
}

function toReceivables(flash: Flash): FormRedirect {
  return goTo('/steward/receivables', flash);
}
