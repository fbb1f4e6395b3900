import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { clearLoginTries, mayTryLogin } from '#app/account/rate-limit.server.ts';
import { makeInvoiceFile } from '#app/documents/invoice-file.server.ts';
import { authenticateUser } from '#app/domain/accounts/accounts.server.ts';
import { erasePerson } from '#app/domain/erasure/erasure.server.ts';
import { fileCtx } from '#app/http/document-responses.server.ts';
import { readForm } from '#app/http/forms.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.forget', (ctx) => ({ title: ctx.t.account.forget.title }));

/** Requires the password: an open session alone must not be enough to end an account. */
export const action = routeHandler('account/account_.forget', async (ctx, { request }: ActionFunctionArgs) => {
  const { forget: messages, wrong } = ctx.t.account;
  const form = await readForm(request);
  const { id, email } = ctx.user!;
  if (!(await mayTryLogin(email, ctx.address))) return data({ error: ctx.t.errors.tooMany }, { status: 429 });
  if ((await authenticateUser(ctx, email, String(form.get('password')))) !== id)
    return data({ error: wrong }, { status: 422 });
  await clearLoginTries(email, ctx.address);
  const files = fileCtx(ctx);
  const done = await erasePerson(ctx, id, (invoiceId) => makeInvoiceFile(files, invoiceId));
  if (!done.ok) return data({ error: messages.refused[done.reason] }, { status: 422 });
  return redirect('/?forgotten=1', {
    status: 303,
    headers: { 'set-cookie': ctx.services.sessions.createBlankSessionCookie().serialize() },
  });
});

export default function CloseAccountPage() {
  const refused = useActionData<typeof action>();
  const t = useMessages().account;
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.forget.title}</h1>
      <p className="lead mt-2">{t.forget.lead}</p>
      <div className="prose mt-4">
        <ul>
          {t.forget.what.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
      <Form method="post" className="panel mt-6 grid gap-4">
        {refused && (
          <p className="notice care" role="alert">
            {refused.error}
          </p>
        )}
        <Field name="password" type="password" label={t.password} autoComplete="current-password" required />
        <p className="flex flex-wrap gap-3">
          <button type="submit" className="button">
            {t.forget.now}
          </button>
          <a className="button quiet" href="/account">
            {t.forget.keep}
          </a>
        </p>
      </Form>
    </div>
  );
}
