import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountForm } from '#app/account/account-form.tsx';
import { maySendAccountLetter } from '#app/account/letter-limit.server.ts';
import { requestEmailChange } from '#app/domain/accounts/email-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { email } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.email', (ctx) => ({
  title: ctx.t.accountAccess.email.title,
  email: requireUser(ctx).email,
}));

const change = z.object({ email });

export const action = formAction('account/account_.email', { schema: change, run: askForEmail });

/** An address that has an account is answered as a new one is: its letter alone differs. */
function askForEmail(ctx: RequestContext, form: z.infer<typeof change>): FormAnswer {
  if (!maySendAccountLetter(ctx, form.email)) return invalidForm(ctx.t.errors.tooMany, 429);
  const asked = requestEmailChange(ctx, form.email);
  if (!asked.ok) return invalidInput({ email: ctx.t.accountAccess.email.same });
  return goTo('/account', ['account.email-asked']);
}

export default function ChangeEmailPage() {
  const { title, email: own } = useLoaderData<typeof loader>();
  const { email: messages } = useMessages().accountAccess;
  return (
    <AccountForm title={title} lead={messages.lead(own)} submit={messages.now}>
      <Field name="email" type="email" label={messages.fresh} autoComplete="email" required />
    </AccountForm>
  );
}
