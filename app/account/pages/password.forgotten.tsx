import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { maySendAccountLetter } from '#app/account/letter-limit.server.ts';
import { mayTryPassword } from '#app/account/password-tries.server.ts';
import { requestPasswordReset } from '#app/domain/accounts/password-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm } from '#app/http/form-answer.ts';
import { email } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/password.forgotten', (ctx) => {
  const { forgotten } = ctx.t.accountAccess;
  const isSent = ctx.url.searchParams.has('sent');
  return { title: isSent ? forgotten.sentTitle : forgotten.title, isSent };
});

export const action = formAction('account/password.forgotten', { schema: z.object({ email }), run: sendLink });

/** Known or not, an address is answered the same. */
async function sendLink(ctx: RequestContext, form: { email: string }): Promise<FormAnswer> {
  if (!mayTryPassword(ctx, form.email) || !maySendAccountLetter(ctx, form.email))
    return invalidForm(ctx.t.errors.tooMany, 429);
  requestPasswordReset(ctx, form.email);
  return goTo('/password/forgotten?sent');
}

export default function ForgottenPasswordPage() {
  const { title, isSent } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { forgotten } = t.accountAccess;
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{title}</h1>
      <p className="lead">{isSent ? forgotten.sent : forgotten.lead}</p>
      {isSent ? (
        <>
          <p>{forgotten.nothing}</p>
          <p>
            <a className="button" href="/password/forgotten">
              {forgotten.again}
            </a>
          </p>
        </>
      ) : (
        <PostForm className="panel grid gap-4">
          <Field name="email" label={t.account.email} type="email" autoComplete="username" required />
          <p>
            <button type="submit" className="button main">
              {forgotten.send}
            </button>
          </p>
        </PostForm>
      )}
    </div>
  );
}
