// Answers to purchase requests. A form carries how many events it showed, so that each answer is to what its writer saw.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { RequestState, VerdictKind } from './request-fold.ts';
import { type PurchaseRequest, toEvent } from './request-rows.server.ts';
import { mayAnswer } from './request-state.ts';
import { appendEvent, getRequest } from './requests.server.ts';

/** `lines`: ids of those that are refused while the rest is approved. `shown`: how many events its page showed. */
export type NewVerdict = { verdict: VerdictKind; lines: readonly string[]; reason: string; shown: number };
export type VerdictRefusal = { reason: 'changed' | 'not-asked' | 'reason-missing' | 'line' };

/** Adds a verdict of the actor. All but a plain approval says why; so does the approval of who is alone. */
export function giveVerdict(
  ctx: Ctx,
  id: string,
  { verdict, lines, reason, shown }: NewVerdict,
): Result<{ state: RequestState }, VerdictRefusal> {
  const person = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const request = getRequest(ctx, id);
    if (request.events.length !== shown) return refused('changed');
    if (!mayAnswerNow(ctx, request)) return refused('not-asked');
    const isOwn = person === request.row.requesterId;
    const isPlain = verdict === 'approve' && lines.length === 0 && !isOwn;
    if (!isPlain && reason === '') return refused('reason-missing');
    if (lines.some((line) => !request.row.snapshot.lines.some(({ id }) => id === line))) return refused('line');
    const refusedLines = verdict === 'approve' ? [...lines] : [];
    const next = appendEvent(ctx, request, { kind: 'verdict', person, verdict, lines: refusedLines, reason });
    return done({ state: next.reading.state });
  });
}

/** Whether a verdict of the actor counts now. */
export function mayAnswerNow(ctx: Ctx, { submitted, people, events }: PurchaseRequest): boolean {
  return mayAnswer(submitted, people, events.map(toEvent), requireUserId(ctx), ctx.now.getTime());
}

/** The requester takes their request back, before it is ordered. */
export function withdrawRequest(ctx: Ctx, id: string): Result<object, { reason: 'not-now' }> {
  const person = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const request = getRequest(ctx, id);
    if (request.row.requesterId !== person) throw new Forbidden('a request is withdrawn by its requester');
    const { state } = request.reading;
    if (state !== 'submitted' && state !== 'approved') return refused('not-now');
    appendEvent(ctx, request, { kind: 'withdrawn', person });
    return done();
  });
}
