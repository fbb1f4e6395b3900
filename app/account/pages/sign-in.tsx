import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { clearLoginTries, mayTryLogin } from '#app/account/rate-limit.server.ts';
import { authenticateUser } from '#app/domain/accounts/accounts.server.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { parseForm } from '#app/http/forms.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';

export const meta = pageMeta;

const schema = z.object({
  email: z.string().trim().max(200),
  password: z.string().max(500),
  to: z.string().default('/'),
});

export const loader = routeHandler('account/sign-in', (ctx) => ({
  title: ctx.t.account.signInTitle,
  to: sameOriginPath(ctx.url.searchParams.get('to')),
  demo:
    ctx.services.env.payments.kind === 'stand-in'
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

export const action = routeHandler('account/sign-in', async (ctx, { request }: ActionFunctionArgs) => {
  const form = await parseForm(request, schema);
  if (!form.ok) return data({ error: ctx.t.account.wrong, email: form.values.email }, { status: 422 });
  const { email, password, to } = form.data;
  if (!(await mayTryLogin(email, ctx.address))) return data({ error: ctx.t.errors.tooMany, email }, { status: 429 });
  const userId = await authenticateUser(ctx, email, password);
  if (!userId) return data({ error: ctx.t.account.wrong, email }, { status: 422 });
  await clearLoginTries(email, ctx.address);
  const cookie = await openSession(ctx.services.sessions, userId, ctx.sessionId);
  return redirect(sameOriginPath(to), { status: 303, headers: { 'set-cookie': cookie.serialize() } });
});

export default function SignIn() {
  const { to, demo } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  return (
    <div className="wrap section max-w-xl">
      <h1>{t.account.signInTitle}</h1>
      {to.startsWith('/checkout') && <p className="lead mt-2">{t.checkout.signInFirst}</p>}
      <Form method="post" className="panel mt-6 grid gap-4">
        {refused && (
          <p className="notice care" role="alert">
            {refused.error}
          </p>
        )}
        <input type="hidden" name="to" value={to} />
        <Field
          name="email"
          label={t.account.email}
          type="email"
          autoComplete="username"
          required
          defaultValue={refused?.email ?? ''}
        />
        <Field name="password" label={t.account.password} type="password" autoComplete="current-password" required />
        <button type="submit" className="button main">
          {t.account.signIn}
        </button>
        <p>
          {t.account.noAccount} <a href={`/sign-up?to=${encodeURIComponent(to)}`}>{t.account.signUpTitle}</a>
        </p>
      </Form>
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
