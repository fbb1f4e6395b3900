// A new password: by the person who knows the one before, or by who reads the letters to the account's address.
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { eraseDevices } from '#app/domain/security/known-devices.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { clearSignInFailures } from '#app/domain/security/sign-in-tries.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, listValues, text } from '#db/rows.ts';
import { findPerson, findUserByEmail, requireUserId } from './accounts.server.ts';
import { endLetterTokens, findLetterToken, issueLetterToken, redeemLetterToken } from './letter-tokens.server.ts';
import { endPasskeys } from './passkeys.server.ts';
import type { PasswordFault } from './password-faults.ts';
import { checkPassword, findFaultOf, hashPassword } from './passwords.server.ts';

/** Sends the letter of a forgotten password. The same work for an address without an account, whose letter never leaves. */
export function requestPasswordReset(ctx: Ctx, email: string): void {
  inTransaction(ctx, () => {
    const userId = findUserByEmail(ctx, email)?.id ?? null;
    const secret = issueLetterToken(ctx, { purpose: 'reset-password', userId, email });
    enqueue(ctx, 'mail', `mail:password-reset:${newId('ltr')}`, { template: 'password-reset', secret });
    recordSecurityEvent(ctx, { kind: 'password-reset-asked', userId });
  });
}

/** Whose password the link of a letter resets; null if it is good no longer. */
export function findResetUser(ctx: Pick<Ctx, 'db' | 'now'>, token: string): string | null {
  return findLetterToken(ctx, token, 'reset-password')?.userId ?? null;
}

/**
 * Sets a new password, ends all sessions of the person, and tells them by letter. Their passkeys stay unless they say
 * otherwise: who forgot a password still has the keys, and who fears a thief ends those of the thief too.
 */
export async function resetPassword(
  ctx: Ctx,
  token: string,
  password: string,
  { endsPasskeys = false }: { endsPasskeys?: boolean } = {},
): Promise<Result<{ userId: string }, { reason: 'link-ended' | PasswordFault }>> {
  const userId = findResetUser(ctx, token);
  if (!userId) return refused('link-ended');
  const fault = await findFaultOf(ctx, password, describePerson(ctx, userId));
  if (fault) return refused(fault);
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, ({ db }) => {
    if (redeemLetterToken(ctx, token, 'reset-password')?.userId !== userId) return refused('link-ended');
    setPassword(ctx, userId, passwordHash);
    preparedSql(db, 'delete from sessions where user_id = ?').run(userId);
    // The reader of the letter may sign in at once, also after many failures; browsers of before are known no longer.
    clearSignInFailures(ctx, findPerson(ctx, userId)?.email ?? '');
    eraseDevices(ctx, userId);
    if (endsPasskeys) endPasskeys(ctx, userId);
    recordSecurityEvent(ctx, { kind: 'password-reset', userId });
    return done({ userId });
  });
}

/**
 * Changes the actor's password and tells them by letter. `current` is null for who has just signed by a passkey. Their sessions stay:
 * the caller ends them as the person asks.
 */
export async function changePassword(
  ctx: Ctx,
  { current, password }: { current: string | null; password: string },
): Promise<Result<object, { reason: 'wrong-password' | PasswordFault }>> {
  const userId = requireUserId(ctx);
  if (current !== null && !(await isOwnPassword(ctx, current))) return refused('wrong-password');
  const fault = await findFaultOf(ctx, password, describePerson(ctx, userId));
  if (fault) return refused(fault);
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, () => {
    setPassword(ctx, userId, passwordHash);
    recordSecurityEvent(ctx, { kind: 'password-changed' });
    return done();
  });
}

/** Whether this is the actor's password. */
function isOwnPassword(ctx: Ctx, password: string): Promise<boolean> {
  const stored = findRow(
    ctx.db,
    { hash: text },
    'select password_hash as hash from users where id = ?',
    requireUserId(ctx),
  );
  return checkPassword(stored?.hash ?? null, password);
}

function setPassword(ctx: Ctx, userId: string, passwordHash: string): void {
  preparedSql(ctx.db, 'update users set password_hash = ? where id = ?').run(passwordHash, userId);
  endLetterTokens(ctx, userId, ['reset-password', 'change-email', 'sign-in']);
  enqueue(ctx, 'mail', `mail:password-changed:${newId('ltr')}`, { template: 'password-changed', userId });
}

/** Names that a password may not be made of. */
function describePerson({ db }: Pick<Ctx, 'db'>, userId: string): string[] {
  return listValues(
    db,
    text,
    `select name from users where id = @userId
     union all
     select email from users where id = @userId
     union all
     select o.name from memberships m join organisations o on o.id = m.organisation_id where m.user_id = @userId`,
    { userId },
  );
}
