import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EndedLink } from '#app/account/ended-link.tsx';
import { minimumPasswordLength } from '#app/domain/accounts/organisation.ts';
import { listPasskeysOf } from '#app/domain/accounts/passkeys.server.ts';
import { findResetUser, resetPassword } from '#app/domain/accounts/password-changes.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { askedToken, newPassword, ticked } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/password.new', (ctx) => {
  const userId = findResetUser(ctx, askedToken(ctx.url));
  const isGood = userId !== null;
  const { renew, ended } = ctx.t.accountAccess;
  return {
    title: pageTitle(renew.title, { state: isGood ? null : ended.title }),
    isGood,
    passkeys: keysOf(ctx, userId),
  };
});

function keysOf(ctx: RequestContext, userId: string | null) {
  const keys = userId === null ? [] : listPasskeysOf(ctx, userId);
  return keys.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt }));
}

export const action = formAction('account/password.new', {
  schema: z.object({ password: newPassword(minimumPasswordLength), passkeys: ticked }),
  run: renewPassword,
});

async function renewPassword(
  ctx: RequestContext,
  { password, passkeys: endsPasskeys }: { password: string; passkeys: boolean },
): Promise<FormAnswer> {
  const { passwordFaults, ended } = ctx.t.accountAccess;
  const renewed = await resetPassword(ctx, askedToken(ctx.url), password, { endsPasskeys });
  if (renewed.ok) return goTo('/sign-in', ['account.password-renewed']);
  if (renewed.reason === 'link-ended') return invalidForm(ended.lead, 409);
  return invalidInput({ password: passwordFaults[renewed.reason] });
}

export default function NewPasswordPage() {
  const { isGood, passkeys } = useLoaderData<typeof loader>();
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
        {passkeys.length > 0 && <KeptPasskeys passkeys={passkeys} />}
        <p>
          <button type="submit" className="button main">
            {renew.now}
          </button>
        </p>
      </PostForm>
    </div>
  );
}

type KeptKeys = ReturnType<typeof useLoaderData<typeof loader>>['passkeys'];

/** Keys stay after a new password, so that its reader sees each and can end them. */
function KeptPasskeys({ passkeys }: { passkeys: KeptKeys }) {
  const locale = useLocale();
  const { accountAccess, security } = useMessages();
  return (
    <fieldset className="grid gap-2 border-t border-line pt-4">
      <legend className="font-semibold">{accountAccess.renew.keys}</legend>
      <ul className="rows">
        {passkeys.map(({ id, name, createdAt, usedAt }) => (
          <li key={id}>
            {name}
            <span className="small block">
              {security.passkeys.times(formatDateTime(createdAt, locale), usedAt && formatDateTime(usedAt, locale))}
            </span>
          </li>
        ))}
      </ul>
      <CheckField name="passkeys" label={accountAccess.renew.endKeys} />
    </fieldset>
  );
}
