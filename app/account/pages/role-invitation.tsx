import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { acceptRole, acceptRoleWithAccount, findRoleOffer } from '#app/domain/accounts/accept-role.server.ts';
import { minimumPasswordLength } from '#app/domain/accounts/organisation.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { newPassword, noFields, requiredText } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

const tokenOf = ({ url }: RequestContext) => url.searchParams.get('token') ?? '';

export const loader = routeHandler('account/role-invitation', (ctx) => {
  const offer = findRoleOffer(ctx, tokenOf(ctx));
  // 410, not 404: the reader has the right address, and learns what to do.
  if (!offer) return data({ title: ctx.t.roleInvitation.ended, offer: null }, { status: 410 });
  const { email, role, hasAccount } = offer;
  const title = ctx.t.roleInvitation.title(ctx.t.steward.roles[role]);
  const invitation = ctx.t.roleInvitation.text(ctx.t.steward.roles[role], ctx.town.name, offer.invitedBy);
  const reader = readerOf(ctx, email, hasAccount);
  return data({ title, offer: { invitation, email, role, reader, back: ctx.url.search } });
});

type ShownOffer = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['offer']>;

/** The reader: signed in as invited or as another, or signed out, with an account or without one. */
function readerOf({ user }: RequestContext, email: string, hasAccount: boolean) {
  if (user) return user.email.toLowerCase() === email.toLowerCase() ? 'invited' : 'other';
  return hasAccount ? 'signed-out' : 'new';
}

export const action = formAction('account/role-invitation', {
  accept: { schema: noFields, run: (ctx) => answer(ctx, acceptRole(ctx, tokenOf(ctx))) },
  join: {
    schema: z.object({ name: requiredText(120), password: newPassword(minimumPasswordLength) }),
    run: async (ctx, person) => answer(ctx, await acceptRoleWithAccount(ctx, tokenOf(ctx), person)),
  },
});

function answer(ctx: RequestContext, accepted: Awaited<ReturnType<typeof acceptRoleWithAccount>>): FormAnswer {
  const reason = accepted.ok ? null : accepted.reason;
  if (reason === 'link-ended' || reason === 'another-address')
    return invalidForm(ctx.t.roleInvitation.errors[reason], 409);
  if (reason) return invalidInput({ password: ctx.t.accountAccess.passwordFaults[reason] });
  return goTo('/sign-in?to=/steward', ['role.accepted']);
}

export default function RoleInvitationPage() {
  const { title, offer } = useLoaderData<typeof loader>();
  const t = useMessages().roleInvitation;
  return (
    <div className="wrap section grid max-w-2xl content-start gap-4">
      <h1>{title}</h1>
      {!offer && <p className="lead">{t.errors['link-ended']}</p>}
      {offer && (
        <>
          <p className="lead">{offer.invitation}</p>
          <p>{t.what[offer.role]}</p>
          <p className="break-words">{t.address(offer.email)}</p>
          <AcceptForm {...offer} />
        </>
      )}
    </div>
  );
}

function AcceptForm({ reader, email, back }: ShownOffer) {
  const all = useMessages();
  const t = all.roleInvitation;
  if (reader === 'other')
    return (
      <form method="post" action="/sign-out" className="panel grid gap-4">
        <p>{t.otherAccount(email)}</p>
        <button type="submit" className="button quiet">
          {all.nav.signOut}
        </button>
      </form>
    );
  if (reader === 'signed-out')
    return (
      <p className="panel">
        {t.signIn} <a href={`/sign-in?to=${encodeURIComponent(`/role-invitation${back}`)}`}>{all.account.signIn}</a>
      </p>
    );
  if (reader === 'new') return <NewAccount email={email} />;
  return (
    <PostForm intents={['accept']} className="panel grid gap-4">
      <p>{t.again}</p>
      <button type="submit" name="intent" value="accept" className="button main">
        {t.accept}
      </button>
    </PostForm>
  );
}

function NewAccount({ email }: Pick<ShownOffer, 'email'>) {
  const { account, roleInvitation: t } = useMessages();
  return (
    <PostForm intents={['join']} className="panel grid gap-4">
      <p>{t.newAccount}</p>
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <Field name="name" label={account.name} autoComplete="name" required />
      <PasswordField label={account.password} isNew />
      <button type="submit" name="intent" value="join" className="button main">
        {t.join}
      </button>
    </PostForm>
  );
}
