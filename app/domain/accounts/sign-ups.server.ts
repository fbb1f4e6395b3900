// Signing up: the typed form waits in a token until its person opens the letter. Until then there is no account, so no
// other person meets an address that is only typed, and a known address is answered as a new one is: the letter alone
// differs.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { locales } from '#app/domain/shared/locale.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findRow, jsonOf, text } from '#db/rows.ts';
import { addAccount } from './accounts.server.ts';
import { findLetterToken, issueLetterToken, redeemLetterToken } from './letter-tokens.server.ts';
import { type NewOrganisation, organisationKinds } from './organisation.ts';
import type { PasswordFault } from './password-faults.ts';
import { checkPassword, findFaultOf, hashPassword } from './passwords.server.ts';

export type SignUp = { name: string; email: string; password: string; organisation: NewOrganisation | null };

const newOrganisation: z.ZodType<NewOrganisation> = z.object({
  name: z.string(),
  siret: z.string().nullable(),
  rna: z.string().nullable().optional(),
  kind: z.enum(organisationKinds),
  address: z.string(),
  insee: z.string(),
});
const pendingSignUp = z.object({
  name: z.string(),
  passwordHash: z.string(),
  locale: z.enum(locales),
  organisation: newOrganisation.nullable(),
  /** SHA-256 of the secret that the browser was given. */
  browser: z.string(),
});

/** A secret by which a browser shows that a sign-up was typed in it. */
export function newBrowserSecret(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * Sends the letter of a sign-up. The same work, in the same time, whether or not the address has an account. `to` is the
 * page to go on to: its address may hold the token of an invitation, so that the letter's link and the browser carry
 * it, and no row once the letter has left.
 */
export async function requestSignUp(
  ctx: Ctx,
  { email, password, name, organisation }: SignUp,
  { to, browserSecret }: { to: string; browserSecret: string },
): Promise<Result<object, { reason: PasswordFault }>> {
  const fault = await findFaultOf(ctx, password, [name, email, organisation?.name ?? '']);
  if (fault) return refused(fault);
  const passwordHash = await hashPassword(password);
  const pending = { name, passwordHash, locale: ctx.locale, organisation, browser: hashOf(browserSecret) };
  inTransaction(ctx, () => sendSignUpLetter(ctx, email, pending, to));
  return done();
}

/** Sends the letter of this browser's sign-up again; the link of the one before ends. False if nothing waits here. */
export function resendSignUp(ctx: Ctx, browserSecret: string, to: string): boolean {
  return inTransaction(ctx, () => {
    const waiting = findBrowserSignUp(ctx, browserSecret);
    if (!waiting) return false;
    sendSignUpLetter(ctx, waiting.email, waiting.pending, to);
    return true;
  });
}

function sendSignUpLetter(ctx: Ctx, email: string, payload: z.infer<typeof pendingSignUp>, to: string): void {
  const token = issueLetterToken(ctx, { purpose: 'confirm-email', userId: null, email, payload });
  const secret = to === '/' ? token : `${token}&to=${encodeURIComponent(to)}`;
  enqueue(ctx, 'mail', `mail:sign-up:${newId('ltr')}`, { template: 'sign-up', secret });
}

/** The sign-up that waits for this browser's reader to open the letter; null if there is none. */
export function findBrowserSignUp(
  ctx: Pick<Ctx, 'db' | 'now'>,
  browserSecret: string,
): { email: string; pending: z.infer<typeof pendingSignUp> } | null {
  const row = findRow(
    ctx.db,
    { email: text, payload: jsonOf('a sign-up', (value): value is object => pendingSignUp.safeParse(value).success) },
    `select email, payload
     from letter_tokens
     where purpose = 'confirm-email' and payload ->> '$.browser' = ? and used_at is null and expires_at > ?
     order by created_at desc
     limit 1`,
    hashOf(browserSecret),
    ctx.now.toISOString(),
  );
  return row ? { email: row.email, pending: pendingSignUp.parse(row.payload) } : null;
}

/** The sign-up of a letter's link; null if it is good no longer. `locale` is that of the sign-up. */
export function findSignUp(ctx: Pick<Ctx, 'db' | 'now'>, token: string) {
  const found = findLetterToken(ctx, token, 'confirm-email');
  return found ? { email: found.email, ...pendingSignUp.parse(found.payload) } : null;
}

/** Whether the sign-up was typed in this browser; elsewhere its password is asked for. */
export function isOwnBrowser({ browser }: { browser: string }, browserSecret: string | null): boolean {
  return browserSecret !== null && hashOf(browserSecret) === browser;
}

/**
 * Opens the account. The reader of the letter also shows that they typed the sign-up, by their browser or its
 * password: else a stranger who signs up with another person's address would get an account under it at a click of theirs.
 */
export async function confirmSignUp(
  ctx: Ctx,
  token: string,
  shown: { browserSecret: string | null; password: string },
): Promise<Result<{ userId: string }, { reason: 'link-ended' | 'wrong-password' }>> {
  const signUp = findSignUp(ctx, token);
  if (!signUp) return refused('link-ended');
  if (!isOwnBrowser(signUp, shown.browserSecret) && !(await checkPassword(signUp.passwordHash, shown.password)))
    return refused('wrong-password');
  return inTransaction(ctx, () => {
    if (!redeemLetterToken(ctx, token, 'confirm-email')) return refused('link-ended');
    const { browser: _, ...account } = signUp;
    const added = addAccount(ctx, account);
    if (!added.ok) return refused('link-ended');
    recordSecurityEvent(ctx, { kind: 'account-created', userId: added.userId });
    return done({ userId: added.userId });
  });
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
