import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AccountForm } from '#app/account/account-form.tsx';
import { clearPasswordTries, mayTryPassword } from '#app/account/password-tries.server.ts';
import { minimumPasswordLength } from '#app/domain/accounts/organisation.ts';
import { hasPasskey } from '#app/domain/accounts/passkeys.server.ts';
import { changePassword } from '#app/domain/accounts/password-changes.server.ts';
import { endOtherSessions, openSession } from '#app/domain/accounts/sessions.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { newPassword, ticked, typedPassword } from '#app/http/form-fields.ts';
import { isRecent, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PasswordField } from '#app/ui/password-field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('account/account_.password', (ctx) => ({
  title: ctx.t.accountAccess.password.title,
  email: requireUser(ctx).email,
  asksCurrent: !signedByPasskey(ctx),
  hasPasskey: hasPasskey(ctx, requireUser(ctx).id),
}));

/** Within some minutes of a passkey's signature the password of before is not asked: its person may not know it. */
function signedByPasskey(ctx: RequestContext): boolean {
  return ctx.session?.method === 'passkey' && isRecent(ctx);
}

const change = z.object({
  current: typedPassword.optional(),
  password: newPassword(minimumPasswordLength),
  others: ticked,
});

export const action = formAction('account/account_.password', { schema: change, run: changeOwnPassword });

async function changeOwnPassword(ctx: RequestContext, form: z.infer<typeof change>): Promise<FormAnswer> {
  const { password: messages, passwordFaults } = ctx.t.accountAccess;
  const { id, email } = requireUser(ctx);
  if (!mayTryPassword(ctx, email)) return invalidForm(ctx.t.errors.tooMany, 429);
  const byKey = signedByPasskey(ctx);
  const current = byKey ? null : (form.current ?? '');
  const changed = await changePassword(ctx, { current, password: form.password });
  const reason = changed.ok ? null : changed.reason;
  if (reason === 'wrong-password') return invalidInput({ current: messages.wrong });
  clearPasswordTries(ctx, email);
  if (reason) return invalidInput({ password: passwordFaults[reason] });
  if (form.others) endOtherSessions(ctx, ctx.sessionId ?? '');
  const { services, sessionId, userAgent } = ctx;
  const cookie = await openSession(services.sessions, id, sessionId, {
    method: byKey ? 'passkey' : 'password',
    userAgent,
  });
  return goTo('/account', ['account.password-changed'], [cookie.serialize()]);
}

export default function ChangePasswordPage() {
  const { title, email, asksCurrent, hasPasskey: hasKey } = useLoaderData<typeof loader>();
  const { password: messages, forgotten } = useMessages().accountAccess;
  return (
    <AccountForm title={title} submit={messages.now} kept={{ others: 'on' }}>
      {/* For the browser's own list of passwords: it keeps the new one under this address. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      {asksCurrent && <PasswordField name="current" label={messages.current} />}
      {asksCurrent && (
        <p className="small">
          {messages.forgotten} <a href="/password/forgotten">{forgotten.send}</a>
          {hasKey && (
            <>
              {' · '}
              <a href="/sign-in/again?to=/account/password">{messages.byPasskey}</a>
            </>
          )}
        </p>
      )}
      <PasswordField label={messages.fresh} isNew />
      <CheckField name="others" label={messages.others} />
    </AccountForm>
  );
}
