import { useLoaderData } from '@remix-run/react';
import { mayTryLogin } from '#app/account/rate-limit.server.ts';
import { type SignUpForm, signUpForm, toSignUp } from '#app/account/sign-up-form.ts';
import { signUp } from '#app/domain/accounts/accounts.server.ts';
import { organisationKinds } from '#app/domain/accounts/organisation.ts';
import { openSession } from '#app/domain/accounts/sessions.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { CheckField, Field, SelectField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/sign-up', (ctx) => ({
  title: ctx.t.account.signUpTitle,
  to: sameOriginPath(ctx.url.searchParams.get('to')),
  communes: ctx.town.communes.map(({ insee, name }) => ({ insee, name })),
}));

export const action = formAction('account/sign-up', { schema: signUpForm, run: openAccount });

async function openAccount(ctx: RequestContext, form: SignUpForm): Promise<FormAnswer> {
  if (!(await mayTryLogin(form.email, ctx.address))) return invalidForm(ctx.t.errors.tooMany, 429);
  const result = await signUp(ctx, toSignUp(form));
  if (!result.ok) return invalidInput(signUpRefusals[result.reason](ctx.t.account));
  const cookie = await openSession(ctx.services.sessions, result.userId, ctx.sessionId);
  return goTo(sameOriginPath(form.to), null, [cookie.serialize()]);
}

const signUpRefusals = {
  'email-taken': (t: Messages['account']) => ({ email: t.emailTaken }),
  'siret-taken': (t: Messages['account']) => ({ siret: t.siretTaken }),
};

export default function SignUpPage() {
  const { to, communes: places } = useLoaderData<typeof loader>();
  const t = useMessages();
  const kept = { buysFor: to.startsWith('/supplier') ? '' : 'organisation' };
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.account.signUpTitle}</h1>
      <PostForm className="panel mt-6 grid gap-4" hiddenFields={{ to }} kept={kept}>
        <Field name="name" label={t.account.name} autoComplete="name" required />
        <Field name="email" label={t.account.email} type="email" autoComplete="username" required />
        <Field
          name="password"
          label={t.account.password}
          hint={t.account.passwordHint}
          type="password"
          autoComplete="new-password"
          minLength={12}
          required
        />
        <fieldset className="grid gap-4 border-t border-line pt-4">
          <legend className="font-semibold">{t.account.organisation}</legend>
          <CheckField name="buysFor" value="organisation" label={t.account.forOrganisation} />
          <Field name="organisation" label={t.account.organisationName} autoComplete="organization" optional={false} />
          <Field name="siret" label={t.account.siret} hint={t.account.siretHint} inputMode="numeric" optional={false} />
          <SelectField name="kind" label={t.account.kind}>
            {organisationKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t.account.kinds[kind]}
              </option>
            ))}
          </SelectField>
          <Field name="address" label={t.account.address} autoComplete="address-line1" optional={false} />
          <SelectField name="insee" label={t.account.commune}>
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
      </PostForm>
    </div>
  );
}
