import { useMessages } from '#app/i18n/language.tsx';
import { Field } from '#app/ui/field.tsx';
import { PasskeyForm } from '#app/ui/passkey-form.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { AgainView } from './again.server.ts';

/** The ways to show again who one is: by passkey, or by password, for people with a role with a code by letter. */
export function AgainForms({ page: { to, options, asksPassword, isCodeSent, needsCode } }: { page: AgainView }) {
  const { again } = useMessages().security;
  return (
    <>
      {options && (
        <PasskeyForm
          intent="passkey"
          ceremony="get"
          options={options}
          label={again.byPasskey}
          hiddenFields={{ to }}
          className="panel grid gap-4"
        />
      )}
      {isCodeSent && <CodeForm to={to} />}
      {!isCodeSent && asksPassword && <PasswordForm to={to} needsCode={needsCode} />}
      {(isCodeSent || !asksPassword) && (
        <PostForm intents={['letter']} hiddenFields={{ to }} className="panel grid gap-4">
          <p>{isCodeSent ? again.noLetter : again.byLetter}</p>
          <button type="submit" className="button" name="intent" value="letter">
            {isCodeSent ? again.sendAgain : again.send}
          </button>
        </PostForm>
      )}
    </>
  );
}

function PasswordForm({ to, needsCode }: { to: string; needsCode: boolean }) {
  const { account, security } = useMessages();
  return (
    <PostForm intents={['password']} hiddenFields={{ to }} className="panel grid gap-4">
      <Field
        name="password"
        label={account.password}
        hint={needsCode ? security.again.passwordHint : undefined}
        type="password"
        autoComplete="current-password"
        required
      />
      <button type="submit" className="button main" name="intent" value="password">
        {needsCode ? security.again.send : security.again.confirm}
      </button>
    </PostForm>
  );
}

function CodeForm({ to }: { to: string }) {
  const { again } = useMessages().security;
  return (
    <PostForm intents={['code']} hiddenFields={{ to }} className="panel grid gap-4">
      <Field
        name="code"
        label={again.code}
        hint={again.codeHint}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={40}
        required
      />
      <button type="submit" className="button main" name="intent" value="code">
        {again.confirm}
      </button>
    </PostForm>
  );
}
