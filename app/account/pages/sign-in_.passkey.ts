// Sign-in by passkey: the options for a browser before sign-in, and the form with its signature.

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { recordSignIn } from '#app/account/sign-in-guard.server.ts';
import { challengeMinutes } from '#app/domain/accounts/challenges.server.ts';
import { askForPasskey, authenticateByPasskey } from '#app/domain/accounts/passkeys.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { claimBasket } from '#app/domain/basket/own-basket.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormRedirect, goTo } from '#app/http/form-answer.ts';
import { returnPath, typedAssertion } from '#app/http/form-fields.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** New options for this press of the button. The challenge is this browser's: a cookie says which that is. */
export const loader = routeHandler('account/sign-in_.passkey', async (ctx) => {
  const party = findRelyingParty(ctx.services.env.origin);
  if (!party) throw new NotFound('passkeys');
  const token = randomBytes(24).toString('base64url');
  const options = await askForPasskey({ ...ctx, actor: { kind: 'anonymous' } }, party, {
    purpose: 'sign-in',
    holder: token,
  });
  const cookie = `${cookieName(ctx)}=${token}; Path=/; Max-Age=${challengeMinutes * 60}; HttpOnly; SameSite=Strict${ctx.secure ? '; Secure' : ''}`;
  return Response.json(options, { headers: { 'cache-control': 'private, no-store', 'set-cookie': cookie } });
});

const signedForm = z.object({ assertion: typedAssertion, to: returnPath });

export const action = formAction('account/sign-in_.passkey', { schema: signedForm, run: signInByPasskey });

async function signInByPasskey(ctx: RequestContext, form: z.infer<typeof signedForm>): Promise<FormRedirect> {
  const party = findRelyingParty(ctx.services.env.origin);
  const to = sameOriginPath(form.to);
  const refusedPath = `/sign-in?to=${encodeURIComponent(to)}`;
  const holder = ctx.cookies.get(cookieName(ctx));
  if (!party || !holder) return goTo(refusedPath, ['passkey.refused']);
  const visitor = { ...ctx, actor: { kind: 'anonymous' } as const };
  const signed = await authenticateByPasskey(visitor, party, form.assertion, { purpose: 'sign-in', holder });
  if (!signed.ok) return goTo(refusedPath, [signed.reason === 'counter' ? 'passkey.counter' : 'passkey.refused']);
  const opening = { method: 'passkey', userAgent: ctx.userAgent } as const;
  const cookie = await openSession(ctx.services.sessions, signed.userId, ctx.sessionId, opening);
  claimBasket(ctx, signed.userId, ctx.basketId);
  return goTo(to, null, [cookie.serialize(), recordSignIn(ctx, signed.userId, 'passkey')]);
}

function cookieName({ secure }: RequestContext): string {
  return secure ? '__Host-halle-challenge' : 'halle-challenge';
}
