// After many failures an account asks for a letter: its reader makes the browser in which it is opened one that is known,
// and the password is asked for there as ever. So the letter alone opens nothing, and who only guesses gets no letter.
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { rememberDevice } from '#app/domain/security/known-devices.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findUserByEmail } from './accounts.server.ts';
import { findLetterToken, issueLetterToken, redeemLetterToken } from './letter-tokens.server.ts';

/** Sends the letter. The same work for an address without an account, whose letter never leaves. */
export function requestSignInLetter(ctx: Ctx, email: string): void {
  inTransaction(ctx, () => {
    const userId = findUserByEmail(ctx, email)?.id ?? null;
    const secret = issueLetterToken(ctx, { purpose: 'sign-in', userId, email });
    enqueue(ctx, 'mail', `mail:sign-in:${newId('ltr')}`, { template: 'sign-in', secret });
    recordSecurityEvent(ctx, { kind: 'sign-in-letter-asked', userId });
  });
}

/** Whose browser the link of a letter makes known; null if it is good no longer. */
export function findSignInReader(ctx: Pick<Ctx, 'db' | 'now'>, token: string): string | null {
  return findLetterToken(ctx, token, 'sign-in')?.userId ?? null;
}

/** Uses the link: the browser with `deviceToken` (null for none yet) is known from now on. Returns its token. */
export function openSignInLetter(
  ctx: Ctx,
  token: string,
  deviceToken: string | null,
): Result<{ deviceToken: string }, { reason: 'link-ended' }> {
  return inTransaction(ctx, () => {
    const userId = redeemLetterToken(ctx, token, 'sign-in')?.userId;
    if (!userId) return refused('link-ended');
    recordSecurityEvent(ctx, { kind: 'sign-in-letter-opened', userId });
    return done({ deviceToken: rememberDevice(ctx, userId, deviceToken) });
  });
}
