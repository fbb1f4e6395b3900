import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EndedLink } from '#app/account/ended-link.tsx';
import { mayTryPassword } from '#app/account/password-tries.server.ts';
import { recordSignIn } from '#app/account/sign-in-guard.server.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { confirmSignUp, findSignUp, isOwnBrowser } from '#app/domain/accounts/sign-ups.server.ts';
import { claimBasket } from '#app/domain/basket/own-basket.server.ts';
import { endedSignUpCookie, readSignUpSecret } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { askedToken, shownPassword } from '#app/http/form-fields.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

/** Opening the page uses nothing: programs that look through mail open every link. */
export const loader = routeHandler('account/sign-up_.confirm', (ctx) => {
  const signUp = findSignUp(ctx, askedToken(ctx.url));
  const { confirm, ended } = ctx.t.accountAccess;
  if (!signUp) return { title: pageTitle(confirm.title, { state: ended.title }), signUp: null };
  const asksPassword = !isOwnBrowser(signUp, readSignUpSecret(ctx));
  return { title: confirm.title, signUp: { email: signUp.email, asksPassword } };
});

export const action = formAction('account/sign-up_.confirm', {
  schema: z.object({ password: shownPassword }),
  run: openAccount,
});

async function openAccount(ctx: RequestContext, { password }: { password: string }): Promise<FormAnswer> {
  const token = askedToken(ctx.url);
  const signUp = findSignUp(ctx, token);
  if (signUp && !mayTryPassword(ctx, signUp.email)) return invalidForm(ctx.t.errors.tooMany, 429);
  const opened = await confirmSignUp(ctx, token, { browserSecret: readSignUpSecret(ctx), password });
  if (!opened.ok && opened.reason === 'wrong-password')
    return invalidInput({ password: ctx.t.accountAccess.confirm.wrong });
  if (!opened.ok) return invalidForm(ctx.t.accountAccess.ended.lead, 409);
  const { services, sessionId, userAgent } = ctx;
  const cookie = await openSession(services.sessions, opened.userId, sessionId, { method: 'password', userAgent });
  claimBasket(ctx, opened.userId, ctx.basketId);
  const cookies = [cookie.serialize(), endedSignUpCookie(ctx.secure), recordSignIn(ctx, opened.userId, 'letter')];
  return goTo(sameOriginPath(ctx.url.searchParams.get('to')), ['account.opened'], cookies);
}

export default function ConfirmSignUpPage() {
  const { signUp } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { confirm, ended } = t.accountAccess;
  if (!signUp)
    return (
      <EndedLink
        links={[
          ['/sign-in', ended.signIn],
          ['/sign-up', ended.signUp],
        ]}
      />
    );
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{confirm.title}</h1>
      <p className="lead">{confirm.lead(signUp.email)}</p>
      <PostForm className="panel grid gap-4">
        {signUp.asksPassword && (
          <>
            <p>{confirm.elsewhere}</p>
            <PasswordField label={t.account.password} />
          </>
        )}
        <p>
          <button type="submit" className="button main">
            {confirm.now}
          </button>
        </p>
      </PostForm>
      <p className="small">{confirm.notYou}</p>
    </div>
  );
}
