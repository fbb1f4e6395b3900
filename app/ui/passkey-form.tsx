import type { ReactNode } from 'react';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from './post-form.tsx';

type Props = {
  /** Of the button; null on a page with one form. */
  intent: string | null;
  ceremony: 'create' | 'get';
  /** JSON that the browser is asked with, or the address that gives it. */
  options?: string;
  optionsFrom?: string;
  label: string;
  hiddenFields?: Record<string, string>;
  action?: string;
  className?: string;
  children?: ReactNode;
};

/** A form that a passkey fills in: hidden until its script runs in a browser with WebAuthn (app/passkeys/script.ts). */
export function PasskeyForm({ intent, ceremony, options, optionsFrom, action, label, ...form }: Props) {
  const t = useMessages();
  return (
    <PostForm
      {...(intent === null ? {} : { intents: [intent] })}
      {...(action === undefined ? {} : { action })}
      hiddenFields={form.hiddenFields}
      className={form.className}
      data-passkey={ceremony}
      data-options={options}
      data-options-from={optionsFrom}
      hidden
    >
      <input type="hidden" name="assertion" data-passkey-answer />
      {form.children}
      <p className="notice care" role="alert" tabIndex={-1} data-passkey-failure hidden>
        {t.security.passkeys.failed[ceremony]}
      </p>
      <button type="submit" className="button main" {...(intent === null ? {} : { name: 'intent', value: intent })}>
        {label}
      </button>
      <script type="module" src="/passkeys.js" />
    </PostForm>
  );
}
