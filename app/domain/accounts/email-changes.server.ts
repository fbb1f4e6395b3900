// Another e-mail address: confirmed at the new one, told to the old one, which can undo it for some days.
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findPerson, findUserByEmail, requireUserId } from './accounts.server.ts';
import {
  endLetterTokens,
  findLetterToken,
  issueLetterToken,
  type LetterToken,
  redeemLetterToken,
} from './letter-tokens.server.ts';
import { checkPassword } from './passwords.server.ts';

/**
 * Sends a link to the new address, for an actor who has shown again who they are. An address that has an account is
 * answered the same; its letter has no link.
 */
export function requestEmailChange(ctx: Ctx, email: string): Result<object, { reason: 'same-address' }> {
  const userId = requireUserId(ctx);
  if (findPerson(ctx, userId)?.email.toLowerCase() === email) return refused('same-address');
  return inTransaction(ctx, () => {
    endLetterTokens(ctx, userId, ['change-email']);
    const secret = issueLetterToken(ctx, { purpose: 'change-email', userId, email });
    enqueue(ctx, 'mail', `mail:email-change:${newId('ltr')}`, { template: 'email-change', secret });
    return done();
  });
}

/** The user and the new address of a link; null if the link is good no longer. */
export function findEmailChange(ctx: Pick<Ctx, 'db' | 'now'>, token: string): LetterToken | null {
  return findLetterToken(ctx, token, 'change-email');
}

/**
 * The address of the letter becomes that of the account, and the address before is told, with a link that undoes it.
 * Elsewhere than where the person is signed in the account's password is asked for: else a stranger's account would
 * get an address at a click of its owner.
 */
export async function confirmEmailChange(
  ctx: Ctx,
  token: string,
  password: string,
): Promise<Result<object, { reason: 'link-ended' | 'wrong-password' }>> {
  const change = findEmailChange(ctx, token);
  const user = change?.userId ? findUserByEmail(ctx, findPerson(ctx, change.userId)?.email ?? '') : undefined;
  if (!user) return refused('link-ended');
  const isSignedIn = ctx.actor.kind === 'user' && ctx.actor.userId === user.id;
  if (!isSignedIn && !(await checkPassword(user.passwordHash, password))) return refused('wrong-password');
  return inTransaction(ctx, () => {
    const redeemed = redeemLetterToken(ctx, token, 'change-email');
    if (!redeemed || findUserByEmail(ctx, redeemed.email)) return refused('link-ended');
    setEmail(ctx, user.id, redeemed.email);
    const secret = issueLetterToken(ctx, { purpose: 'undo-email', userId: user.id, email: user.email });
    enqueue(ctx, 'mail', `mail:email-changed:${newId('ltr')}`, { template: 'email-changed', secret });
    recordSecurityEvent(ctx, { kind: 'email-changed', userId: user.id });
    return done();
  });
}

/** The address that a link would give back; null if it is good no longer. */
export function findEmailUndo(ctx: Pick<Ctx, 'db' | 'now'>, token: string): string | null {
  return findLetterToken(ctx, token, 'undo-email')?.email ?? null;
}

/**
 * The account gets its former address back. Its sessions end, and its password and passkeys are good no longer, because
 * they may be those of who changed the address. Returns the token with which its reader chooses a new password. Refuses with `taken` if
 * another account has the address since.
 */
export function undoEmailChange(
  ctx: Ctx,
  token: string,
): Result<{ resetToken: string }, { reason: 'link-ended' | 'taken' }> {
  return inTransaction(ctx, ({ db }) => {
    const redeemed = redeemLetterToken(ctx, token, 'undo-email');
    if (!redeemed?.userId) return refused('link-ended');
    const { userId, email } = redeemed;
    if (findUserByEmail(ctx, email)) return refused('taken');
    setEmail(ctx, userId, email);
    preparedSql(db, `update users set password_hash = '' where id = ?`).run(userId);
    for (const table of ['sessions', 'passkeys']) preparedSql(db, `delete from ${table} where user_id = ?`).run(userId);
    endLetterTokens(ctx, userId, ['undo-email']);
    recordSecurityEvent(ctx, { kind: 'email-changed', userId, detail: 'undone' });
    return done({ resetToken: issueLetterToken(ctx, { purpose: 'reset-password', userId, email }) });
  });
}

/** Links that were sent to the address before are good no longer, those that undo a change excepted. */
function setEmail(ctx: Ctx, userId: string, email: string): void {
  preparedSql(ctx.db, 'update users set email = ? where id = ?').run(email, userId);
  endLetterTokens(ctx, userId, ['change-email', 'reset-password', 'sign-in']);
}
