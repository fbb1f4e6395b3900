// The forms of the receivables' page: each function turns the result of one verb into a redirect or a refusal.
import { grantCreditLimit } from '#app/domain/accounts/credit-limits.server.ts';
import { recordBankStatement } from '#app/domain/checkout/bank-statement.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** A payment by bank that was entered, or not: the amount is no longer the one that the page showed. */
export function enterPayment(isEntered: boolean): FormRedirect {
  return toReceivables([isEntered ? 'saved' : 'receivables.changed']);
}

/**
 * Enters the lines that name their order. If none is left, the flash says how many they were. The others come back in
 * the form, because a person looks after them: they are too long for a cookie.
 */
export function enterStatement(ctx: RequestContext, text: string): FormAnswer {
  const { entered, known, unmatched } = recordBankStatement(ctx, text);
  if (unmatched.length === 0) return toReceivables(['receivables.statement', entered.length, known.length]);
  const summary = ctx.t.flash['receivables.statement'](entered.length, known.length);
  const lines = unmatched.map(({ line }) => line).join('\n');
  return { ...invalidInput({ lines: ctx.t.receivables.unmatched }, summary), corrected: { lines } };
}

export function setLimit(ctx: RequestContext, organisationId: string, cents: number | null): FormAnswer {
  const granted = cents !== null && grantCreditLimit(ctx, organisationId, cents).ok;
  return granted ? toReceivables(['saved']) : invalidInput({ limit: ctx.t.receivables.amount });
}

function toReceivables(flash: Flash): FormRedirect {
  return goTo('/steward/receivables', flash);
}
