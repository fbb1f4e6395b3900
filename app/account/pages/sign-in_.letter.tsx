import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EndedLink } from '#app/account/ended-link.tsx';
import { maySendAccountLetter } from '#app/account/letter-limit.server.ts';
import { mayTryPassword } from '#app/account/password-tries.server.ts';
import {
  findSignInReader,
  openSignInLetter,
  requestSignInLetter,
} from '#app/domain/accounts/known-by-letter.server.ts';
import { deviceCookie, readDeviceToken } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { askedToken, email, noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

type Step = 'ask' | 'sent' | 'open' | 'ended';

export const loader = routeHandler('account/sign-in_.letter', (ctx) => {
  const { byLetter, ended } = ctx.t.accountAccess;
  const step = stepOf(ctx);
  const title = step === 'sent' ? byLetter.sentTitle : byLetter.title;
  return { title: pageTitle(title, { state: step === 'ended' ? ended.title : null }), step };
});

function stepOf(ctx: RequestContext): Step {
  if (ctx.url.searchParams.has('sent')) return 'sent';
  const token = askedToken(ctx.url);
  if (token === '') return 'ask';
  return findSignInReader(ctx, token) === null ? 'ended' : 'open';
}

export const action = formAction('account/sign-in_.letter', {
  ask: { schema: z.object({ email }), run: askForLetter },
  open: { schema: noFields, run: openLetter },
});

/** Known or not, an address is answered the same. */
function askForLetter(ctx: RequestContext, form: { email: string }): FormAnswer {
  if (!mayTryPassword(ctx, form.email) || !maySendAccountLetter(ctx, form.email))
    return invalidForm(ctx.t.errors.tooMany, 429);
  requestSignInLetter(ctx, form.email);
  return goTo('/sign-in/letter?sent');
}

function openLetter(ctx: RequestContext): FormAnswer {
  const opened = openSignInLetter(ctx, askedToken(ctx.url), readDeviceToken(ctx));
  if (!opened.ok) return invalidForm(ctx.t.accountAccess.ended.lead, 409);
  return goTo('/sign-in', ['account.browser-known'], [deviceCookie(opened.deviceToken, ctx.secure)]);
}

export default function SignInLetterPage() {
  const { step } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { byLetter, forgotten, ended } = t.accountAccess;
  if (step === 'ended')
    return (
      <EndedLink
        links={[
          ['/sign-in/letter', ended.forgotten],
          ['/sign-in', ended.signIn],
        ]}
      />
    );
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{step === 'sent' ? byLetter.sentTitle : byLetter.title}</h1>
      <p className="lead">{{ ask: byLetter.lead, sent: byLetter.sent, open: byLetter.openLead }[step]}</p>
      {step === 'ask' && (
        <PostForm intents={['ask']} className="panel grid gap-4">
          <Field name="email" label={t.account.email} type="email" autoComplete="username" required />
          <p>
            <button type="submit" className="button main" name="intent" value="ask">
              {forgotten.send}
            </button>
          </p>
        </PostForm>
      )}
      {step === 'sent' && (
        <>
          <p>{forgotten.nothing}</p>
          <p>
            <a className="button" href="/sign-in/letter">
              {forgotten.again}
            </a>
          </p>
        </>
      )}
      {step === 'open' && (
        <PostForm intents={['open']} className="panel grid gap-4">
          <p>
            <button type="submit" className="button main" name="intent" value="open">
              {byLetter.now}
            </button>
          </p>
          <p className="small">{byLetter.notYou}</p>
        </PostForm>
      )}
    </div>
  );
}
