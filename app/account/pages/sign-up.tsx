import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { mayTryLogin } from '#app/account/rate-limit.server.ts';
import { signUpForm, toSignUp } from '#app/account/sign-up-form.ts';
import { signUp } from '#app/domain/accounts/accounts.server.ts';
import { organisationKinds } from '#app/domain/accounts/organisation.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { communes } from '#app/domain/shared/town.ts';
import { type FormErrors, parseForm } from '#app/http/forms.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/sign-up', (ctx) => ({
  title: ctx.t.account.signUpTitle,
  to: sameOriginPath(ctx.url.searchParams.get('to')),
  communes: communes.map(({ insee, name }) => ({ insee, name })),
}));

export const action = routeHandler('account/sign-up', async (ctx, { request }: ActionFunctionArgs) => {
  const form = await parseForm(request, signUpForm);
  const refuse = (errors: FormErrors, status = 422) => data({ errors, values: form.values }, { status });
  if (!form.ok) return refuse(form.errors);
  if (!(await mayTryLogin(form.data.email, ctx.address))) return refuse({ form: 'tooMany' }, 429);
  const result = await signUp(ctx, toSignUp(form.data));
  if (!result.ok) return refuse(result.reason === 'email-taken' ? { email: 'emailTaken' } : { siret: 'siretTaken' });
  const cookie = await openSession(ctx.services.sessions, result.userId, ctx.sessionId);
  return redirect(sameOriginPath(form.data.to), { status: 303, headers: { 'set-cookie': cookie.serialize() } });
});

export default function SignUpPage() {
  const { to, communes: places } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const sentences: Record<string, string> = {
    required: t.checkout.errors.required,
    email: t.checkout.errors.email,
    long: t.checkout.errors.long,
    insee: t.checkout.errors.insee,
    siret: t.account.siretWrong,
    password: t.account.passwordShort,
    emailTaken: t.account.emailTaken,
    siretTaken: t.account.siretTaken,
    tooMany: t.errors.tooMany,
  };
  const errors = refused?.errors ?? {};
  const first = Object.keys(errors)[0];
  const field = (name: string) => ({
    name,
    error: errors[name] && (sentences[errors[name]] ?? t.errors.badForm),
    defaultValue: refused?.values[name] ?? '',
    autoFocus: first === name,
  });
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.account.signUpTitle}</h1>
      <Form method="post" className="panel mt-6 grid gap-4">
        {errors.form && (
          <p className="notice care" role="alert">
            {sentences[errors.form] ?? t.errors.badForm}
          </p>
        )}
        <input type="hidden" name="to" value={to} />
        <Field label={t.account.name} autoComplete="name" required {...field('name')} />
        <Field label={t.account.email} type="email" autoComplete="username" required {...field('email')} />
        <Field
          label={t.account.password}
          hint={t.account.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
          {...field('password')}
        />
        <fieldset className="grid gap-4 border-t border-line pt-4">
          <legend className="font-semibold">{t.account.organisation}</legend>
          <label className="check">
            <input
              type="checkbox"
              name="buysFor"
              value="organisation"
              defaultChecked={refused ? refused.values.buysFor === 'organisation' : !to.startsWith('/supplier')}
            />
            {t.account.forOrganisation}
          </label>
          <Field label={t.account.organisationName} autoComplete="organization" {...field('organisation')} />
          <Field label={t.account.siret} hint={t.account.siretHint} inputMode="numeric" {...field('siret')} />
          <SelectField name="kind" label={t.account.kind} defaultValue={refused?.values.kind}>
            {organisationKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.account.kinds[kind]}
              </option>
            ))}
          </SelectField>
          <Field label={t.account.address} autoComplete="street-address" {...field('address')} />
          <SelectField name="insee" label={t.account.commune} defaultValue={refused?.values.insee}>
            {places.map(({ insee, name }) => (
              <option key={insee} value={insee}>
                {name}
              </option>
            ))}
          </SelectField>
        </fieldset>
        <button type="submit" className="button main">
          {t.account.signUp}
        </button>
        <p>
          {t.account.hasAccount} <a href={`/sign-in?to=${encodeURIComponent(to)}`}>{t.account.signIn}</a>
        </p>
      </Form>
    </div>
  );
}
