// The forms of the receivables' page: each function turns the result of one verb into a redirect or a refusal.
import { grantCreditLimit } from '#app/domain/accounts/credit-limits.server.ts';
import { receiveBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** A payment by bank that was entered, or not: the amount is no longer the one that the page showed. */
export function enterPayment(isEntered: boolean): FormRedirect {
  return toReceivables([isEntered ? 'saved' : 'receivables.changed']);
}

/** Goes to the preview of a statement. Nothing is entered yet. */
export function readStatement(ctx: RequestContext, text: string): FormRedirect {
  return goTo(`/steward/receivables/${receiveBankStatement(ctx, text).id}`);
}

export function setLimit(ctx: RequestContext, organisationId: string, cents: number | null): FormAnswer {
  const granted = cents !== null && grantCreditLimit(ctx, organisationId, cents).ok;
  return granted ? toReceivables(['saved']) : invalidInput({ limit: ctx.t.receivables.amount });
}

function toReceivables(flash: Flash): FormRedirect {
  return goTo('/steward/receivables', flash);
}
