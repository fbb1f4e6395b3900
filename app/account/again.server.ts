// A person shows again who they are: before money, roles and keys, and as a steward whose session is by password alone.
// Each success is a new session in place of the old one.
import { clearPasswordTries, mayTryPassword } from '#app/account/password-tries.server.ts';
import { authenticateUser } from '#app/domain/accounts/accounts.server.ts';
import { awaitsLetterCode, redeemLetterCode, sendLetterCode } from '#app/domain/accounts/letter-codes.server.ts';
import { askForPasskey, authenticateByPasskey, hasPasskey } from '#app/domain/accounts/passkeys.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { holdsRole } from '#app/domain/accounts/roles.server.ts';
import type { SessionMethod } from '#app/domain/accounts/session.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { isRecent, sameOriginPath } from '#app/http/handler.server.ts';
import { awaitsKeptForm } from '#app/http/kept-form.server.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';

export async function againView(ctx: RequestContext) {
  const user = requireUser(ctx);
  const to = sameOriginPath(ctx.url.searchParams.get('to'), '/account/security');
  const party = findRelyingParty(ctx.services.env.origin);
  const needsCode = needsLetter(ctx);
  return {
    to,
    isFormKept: awaitsKeptForm(ctx, to),
    isOfRole: needsCode,
    needsCode,
    /** Not after a sign-in by password some minutes ago: the letter is what is missing. */
    asksPassword: !needsCode || !isRecent(ctx),
    isCodeSent: needsCode && awaitsLetterCode(ctx, codePlace(ctx)),
    options:
      party && hasPasskey(ctx, user.id) ? JSON.stringify(await askForPasskey(ctx, party, challengeBinding(ctx))) : null,
  };
}
export type AgainView = Awaited<ReturnType<typeof againView>>;

/** People with a role of the town need more than a password, except in the demonstration. */
function needsLetter(ctx: RequestContext): boolean {
  return holdsRole(ctx, requireUser(ctx).id) && !ctx.services.passwordSuffices;
}

function codePlace(ctx: RequestContext) {
  return { sessionId: ctx.sessionId ?? '', subject: 'again' };
}

function challengeBinding(ctx: RequestContext) {
  return { purpose: 'again', holder: ctx.sessionId ?? '' } as const;
}

export async function signAgain(
  ctx: RequestContext,
  { assertion, to }: { assertion: string; to: string },
): Promise<FormAnswer> {
  const party = findRelyingParty(ctx.services.env.origin);
  const messages = ctx.t.security.passkeys;
  if (!party) return invalidForm(messages.refused['not-verified']);
  const signed = await authenticateByPasskey(ctx, party, assertion, challengeBinding(ctx));
  return signed.ok ? goOn(ctx, 'passkey', to) : invalidForm(messages.refused[signed.reason]);
}

export async function typePassword(
  ctx: RequestContext,
  { password, to }: { password: string; to: string },
): Promise<FormAnswer> {
  const { id, email } = requireUser(ctx);
  if (!mayTryPassword(ctx, email)) return invalidForm(ctx.t.errors.tooMany, 429);
  if ((await authenticateUser(ctx, email, password)) !== id) return invalidInput({ password: ctx.t.account.wrong });
  clearPasswordTries(ctx, email);
  return needsLetter(ctx) ? letterSent(ctx, to) : goOn(ctx, 'password', to);
}

/** Another code, or the first one of who typed the password some minutes ago. */
export function sendCode(ctx: RequestContext, { to }: { to: string }): FormAnswer {
  const typedPassword = isRecent(ctx) || awaitsLetterCode(ctx, codePlace(ctx));
  if (!needsLetter(ctx) || !typedPassword) return goTo(againPath(to));
  return letterSent(ctx, to);
}

function letterSent(ctx: RequestContext, to: string): FormAnswer {
  const { again } = ctx.t.security;
  const sent = sendLetterCode(ctx, codePlace(ctx), again.about);
  return sent.ok ? goTo(againPath(to), ['code.sent']) : invalidForm(again.tooMany, 429);
}

export async function enterCode(ctx: RequestContext, { code, to }: { code: string; to: string }): Promise<FormAnswer> {
  const redeemed = redeemLetterCode(ctx, codePlace(ctx), code);
  return redeemed.ok ? goOn(ctx, 'letter', to) : invalidInput({ code: ctx.t.security.again.refused[redeemed.reason] });
}

async function goOn(ctx: RequestContext, method: SessionMethod, to: string): Promise<FormAnswer> {
  const opening = { method, userAgent: ctx.userAgent };
  const cookie = await openSession(ctx.services.sessions, requireUser(ctx).id, ctx.sessionId, opening);
  recordSecurityEvent(ctx, { kind: 'identity-confirmed', detail: method });
  return goTo(sameOriginPath(to, '/account/security'), null, [cookie.serialize()]);
}

function againPath(to: string): string {
  return `/sign-in/again?to=${encodeURIComponent(sameOriginPath(to, '/account/security'))}`;
}
