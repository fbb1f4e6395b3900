import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountForm } from '#app/account/account-form.tsx';
import { maySendAccountLetter } from '#app/account/letter-limit.server.ts';
import { clearPasswordTries, mayTryPassword } from '#app/account/password-tries.server.ts';
import { requestEmailChange } from '#app/domain/accounts/email-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { email, typedPassword } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.email', (ctx) => ({
  title: ctx.t.accountAccess.email.title,
  email: requireUser(ctx).email,
}));

const change = z.object({ email, password: typedPassword });

export const action = formAction('account/account_.email', { schema: change, run: askForEmail });

/** An address that has an account is answered as a new one is: its letter alone differs. */
async function askForEmail(ctx: RequestContext, form: z.infer<typeof change>): Promise<FormAnswer> {
  const own = requireUser(ctx).email;
  if (!mayTryPassword(ctx, own) || !maySendAccountLetter(ctx, form.email))
    return invalidForm(ctx.t.errors.tooMany, 429);
  const asked = await requestEmailChange(ctx, form);
  if (!asked.ok && asked.reason === 'wrong-password')
    return invalidInput({ password: ctx.t.accountAccess.password.wrong });
  clearPasswordTries(ctx, own);
  if (!asked.ok) return invalidInput({ email: ctx.t.accountAccess.email.same });
  return goTo('/account', ['account.email-asked']);
}

export default function ChangeEmailPage() {
  const { title, email: own } = useLoaderData<typeof loader>();
  const { email: messages, password } = useMessages().accountAccess;
  return (
    <AccountForm title={title} lead={messages.lead(own)} submit={messages.now}>
      <Field name="email" type="email" label={messages.fresh} autoComplete="email" required />
      <PasswordField label={password.current} />
    </AccountForm>
  );
}
