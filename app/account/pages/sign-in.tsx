import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { type PasswordRefusal, recordSignIn, tryPassword } from '#app/account/sign-in-guard.server.ts';
import { findRelyingParty } from '#app/domain/accounts/relying-party.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { claimBasket } from '#app/domain/basket/own-basket.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { email, returnPath, typedPassword } from '#app/http/form-fields.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { awaitsKeptForm } from '#app/http/kept-form.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PasskeyForm } from '#app/ui/passkey-form.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

const credentials = z.object({ email, password: typedPassword, to: returnPath });

export const loader = routeHandler('account/sign-in', (ctx) => ({
  title: ctx.t.account.signInTitle,
  to: sameOriginPath(ctx.url.searchParams.get('to')),
  isFormKept: awaitsKeptForm(ctx, sameOriginPath(ctx.url.searchParams.get('to'))),
  hasPasskeys: findRelyingParty(ctx.services.env.origin) !== null,
  demo: ctx.services.isDemonstration
    ? {
        emails: [
          'camille@le-hangar.example',
          'jeanne@courrier.example',
          'lucie@jardins-de-la-vesle.example',
          'noe@cooperative-112.example',
        ],
        password: 'la-halle-du-112',
      }
    : null,
}));

export const action = formAction('account/sign-in', { schema: credentials, run: signIn });

async function signIn(ctx: RequestContext, form: z.infer<typeof credentials>): Promise<FormAnswer> {
  const tried = await tryPassword(ctx, form.email, form.password);
  if (!tried.ok) return refuse(ctx, tried);
  const { userId } = tried;
  const cookie = await openSession(ctx.services.sessions, userId, ctx.sessionId, {
    method: 'password',
    userAgent: ctx.userAgent,
  });
  claimBasket(ctx, userId, ctx.basketId);
  return goTo(sameOriginPath(form.to), null, [cookie.serialize(), recordSignIn(ctx, userId, 'password')]);
}

function refuse({ t }: RequestContext, refusal: PasswordRefusal): FormAnswer {
  if (refusal.reason === 'wrong') return invalidForm(t.account.wrong);
  if (refusal.reason === 'letter') return invalidForm(t.limits.signIn.letter, 429);
  return invalidForm(t.limits.signIn.wait(refusal.seconds), 429);
}

export default function SignInPage() {
  const { to, isFormKept, hasPasskeys, demo } = useLoaderData<typeof loader>();
  const t = useMessages();
  const asksLetter = useRefused(undefined, { to })?.message === t.limits.signIn.letter;
  return (
    <div className="wrap section max-w-xl">
      <h1>{t.account.signInTitle}</h1>
      {isFormKept && <p className="notice mt-4">{t.account.formKept}</p>}
      {!isFormKept && to.startsWith('/checkout') && <p className="lead mt-2">{t.checkout.signInFirst}</p>}
      {hasPasskeys && (
        <PasskeyForm
          intent={null}
          ceremony="get"
          optionsFrom="/sign-in/passkey"
          action="/sign-in/passkey"
          label={t.security.passkeys.signIn}
          hiddenFields={{ to }}
          className="mt-6 grid gap-3"
        >
          <p>{t.security.passkeys.lead}</p>
        </PasskeyForm>
      )}
      <PostForm className="panel mt-6 grid gap-4" hiddenFields={{ to }}>
        <Field name="email" label={t.account.email} type="email" autoComplete="username" required />
        <PasswordField label={t.account.password} />
        <button type="submit" className="button main">
          {t.account.signIn}
        </button>
        <p>
          {asksLetter && (
            <>
              <a className="button" href="/sign-in/letter">
                {t.accountAccess.byLetter.link}
              </a>{' '}
            </>
          )}
          <a href="/password/forgotten">{t.accountAccess.forgotten.link}</a>
        </p>
        <p>
          {t.account.noAccount} <a href={`/sign-up?to=${encodeURIComponent(to)}`}>{t.account.signUpTitle}</a>
        </p>
      </PostForm>
      {demo && (
        <div className="notice mt-5">
          <p className="font-semibold">{t.account.demo}</p>
          <ul>
            {demo.emails.map((email, i) => (
              <li key={email}>
                {email}, {t.account.demoWho[i]}
              </li>
            ))}
          </ul>
          <p>{t.account.demoHelp(demo.password)}</p>
        </div>
      )}
    </div>
  );
}
