import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EndedLink } from '#app/account/ended-link.tsx';
import { minimumPasswordLength } from '#app/domain/accounts/organisation.ts';
import { findResetUser, resetPassword } from '#app/domain/accounts/password-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { askedToken, newPassword } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/password.new', (ctx) => {
  const isGood = findResetUser(ctx, askedToken(ctx.url)) !== null;
  const { renew, ended } = ctx.t.accountAccess;
  return { title: pageTitle(renew.title, { state: isGood ? null : ended.title }), isGood };
});

export const action = formAction('account/password.new', {
  schema: z.object({ password: newPassword(minimumPasswordLength) }),
  run: renewPassword,
});

async function renewPassword(ctx: RequestContext, { password }: { password: string }): Promise<FormAnswer> {
  const { passwordFaults, ended } = ctx.t.accountAccess;
  const renewed = await resetPassword(ctx, askedToken(ctx.url), password);
  if (renewed.ok) return goTo('/sign-in', ['account.password-renewed']);
  if (renewed.reason === 'link-ended') return invalidForm(ended.lead, 409);
  return invalidInput({ password: passwordFaults[renewed.reason] });
}

export default function NewPasswordPage() {
  const { isGood } = useLoaderData<typeof loader>();
  const { renew, ended, password } = useMessages().accountAccess;
  if (!isGood)
    return (
      <EndedLink
        links={[
          ['/password/forgotten', ended.forgotten],
          ['/sign-in', ended.signIn],
        ]}
      />
    );
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{renew.title}</h1>
      <p className="lead">{renew.lead}</p>
      <PostForm className="panel grid gap-4">
        <PasswordField label={password.fresh} isNew />
        <p>
          <button type="submit" className="button main">
            {renew.now}
          </button>
        </p>
      </PostForm>
    </div>
  );
}
