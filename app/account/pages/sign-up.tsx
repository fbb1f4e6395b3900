import { useLoaderData } from '@remix-run/react';
import { maySendAccountLetter } from '#app/account/letter-limit.server.ts';
import { mayTryPassword } from '#app/account/password-tries.server.ts';
import { type SignUpForm, signUpForm, toSignUp } from '#app/account/sign-up-form.ts';
import { organisationKinds } from '#app/domain/accounts/organisation.ts';
import { newBrowserSecret, requestSignUp } from '#app/domain/accounts/sign-ups.server.ts';
import { signUpCookie } from '#app/http/cookies.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { routeHandler, sameOriginPath } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field, SelectField } from '#app/ui/field.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/sign-up', (ctx) => ({
  title: ctx.t.account.signUpTitle,
  to: sameOriginPath(ctx.url.searchParams.get('to')),
  forOrganisation: buysForOrganisation(ctx),
  communes: ctx.town.communes.map(({ insee, name }) => ({ insee, name })),
}));

/** As the address says, else as the market is shown; a person who comes to sell is not asked for a buyer. */
function buysForOrganisation({ url, audience }: RequestContext): boolean {
  const asked = url.searchParams.get('for');
  if (asked) return asked === 'organisation';
  return audience !== 'consumer' && !sameOriginPath(url.searchParams.get('to')).startsWith('/supplier');
}

export const action = formAction('account/sign-up', { schema: signUpForm, run: askForAccount });

/** A known address and a new one are answered the same: the letter alone differs. */
async function askForAccount(ctx: RequestContext, form: SignUpForm): Promise<FormAnswer> {
  if (!mayTryPassword(ctx, form.email) || !maySendAccountLetter(ctx, form.email))
    return invalidForm(ctx.t.errors.tooMany, 429);
  const browserSecret = newBrowserSecret();
  const to = sameOriginPath(form.to);
  const asked = await requestSignUp(ctx, toSignUp(form), { to, browserSecret });
  if (!asked.ok) return invalidInput({ password: ctx.t.accountAccess.passwordFaults[asked.reason] });
  return goTo('/sign-up/sent', null, [signUpCookie({ secret: browserSecret, to }, ctx.secure)]);
}

export default function SignUpPage() {
  const { to, forOrganisation } = useLoaderData<typeof loader>();
  const t = useMessages();
  const other = forOrganisation ? 'person' : 'organisation';
  return (
    <div className="wrap section max-w-2xl">
      <h1>{t.account.signUpTitle}</h1>
      <p className="mt-2">
        {forOrganisation ? t.account.signUpOrganisation : t.account.signUpPerson}{' '}
        <a href={`/sign-up?for=${other}&to=${encodeURIComponent(to)}`}>{t.account.signUpOther[other]}</a>
      </p>
      <PostForm
        className="panel mt-6 grid gap-4"
        hiddenFields={{ to, ...(forOrganisation && { buysFor: 'organisation' }) }}
      >
        <Field name="name" label={t.account.name} autoComplete="name" required />
        <Field name="email" label={t.account.email} type="email" autoComplete="username" required />
        <PasswordField label={t.account.password} isNew />
        {forOrganisation && <OrganisationFields />}
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

/** Fields of the organisation; a person who buys for themselves is not asked for them. */
function OrganisationFields() {
  const { communes: places } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <fieldset className="grid gap-4 border-t border-line pt-4">
      <legend className="font-semibold">{t.account.organisation}</legend>
      <Field name="organisation" label={t.account.organisationName} autoComplete="organization" required />
      <Field name="siret" label={t.account.siret} hint={t.account.siretHint} inputMode="numeric" optional={false} />
      <Field name="rna" label={t.account.rna} hint={t.account.rnaHint} optional={false} />
      <SelectField name="kind" label={t.account.kind}>
        {organisationKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t.account.kinds[kind]}
          </option>
        ))}
      </SelectField>
      <Field name="address" label={t.account.address} autoComplete="address-line1" required />
      <SelectField name="insee" label={t.account.commune}>
        {places.map(({ insee, name }) => (
          <option key={insee} value={insee}>
            {name}
          </option>
        ))}
      </SelectField>
    </fieldset>
  );
}
