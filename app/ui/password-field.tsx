import { minimumPasswordLength } from '#app/domain/accounts/organisation.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { Field } from './field.tsx';

/**
 * A password with a button that shows it where scripts run (public/password.js). A new one can be pasted and generated;
 * length is all that the browser asks of it.
 */
export function PasswordField({ label, name = 'password', isNew }: { label: string; name?: string; isNew?: boolean }) {
  const { account, accountAccess } = useMessages();
  const ofKind = isNew
    ? ({ autoComplete: 'new-password', minLength: minimumPasswordLength, hint: account.passwordHint } as const)
    : ({ autoComplete: 'current-password' } as const);
  const { showPassword, hidePassword } = accountAccess;
  return (
    <div className="grid justify-items-start gap-1">
      <div className="w-full">
        <Field name={name} type="password" label={label} maxLength={500} required {...ofKind} />
      </div>
      <button
        type="button"
        className="button quiet small"
        data-shows={name}
        data-show={showPassword}
        data-hide={hidePassword}
        aria-controls={name}
        hidden
      >
        {showPassword}
      </button>
      <script type="module" src="/password.js" />
    </div>
  );
}
