import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EndedLink } from '#app/account/ended-link.tsx';
import { mayTryPassword } from '#app/account/password-tries.server.ts';
import { confirmEmailChange, findEmailChange } from '#app/domain/accounts/email-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { askedToken, shownPassword } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.email_.confirm', (ctx) => {
  const found = findEmailChange(ctx, askedToken(ctx.url));
  const { email, ended } = ctx.t.accountAccess;
  if (!found) return { title: pageTitle(email.confirmTitle, { state: ended.title }), change: null };
  return { title: email.confirmTitle, change: { email: found.email, asksPassword: ctx.user?.id !== found.userId } };
});

export const action = formAction('account/account_.email_.confirm', {
  schema: z.object({ password: shownPassword }),
  run: takeEmail,
});

async function takeEmail(ctx: RequestContext, { password }: { password: string }): Promise<FormAnswer> {
  const token = askedToken(ctx.url);
  const found = findEmailChange(ctx, token);
  if (found && !mayTryPassword(ctx, found.email)) return invalidForm(ctx.t.errors.tooMany, 429);
  const changed = await confirmEmailChange(ctx, token, password);
  if (changed.ok) return goTo(ctx.user ? '/account' : '/sign-in', ['account.email-changed']);
  if (changed.reason === 'link-ended') return invalidForm(ctx.t.accountAccess.ended.lead, 409);
  return invalidInput({ password: ctx.t.accountAccess.password.wrong });
}

export default function ConfirmEmailPage() {
  const { change } = useLoaderData<typeof loader>();
  const t = useMessages();
  const { email: messages, ended } = t.accountAccess;
  if (!change) return <EndedLink links={[['/account', ended.account]]} />;
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{messages.confirmTitle}</h1>
      <p className="lead">{messages.confirmLead(change.email)}</p>
      <PostForm className="panel grid gap-4">
        {change.asksPassword && (
          <>
            <p>{messages.elsewhere}</p>
            <PasswordField label={t.account.password} />
          </>
        )}
        <p>
          <button type="submit" className="button main">
            {messages.confirmNow}
          </button>
        </p>
      </PostForm>
    </div>
  );
}
