import type { ReactNode } from 'react';
import { useMessages } from '#app/i18n/language.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { KeptValues } from '#app/ui/refused-form.ts';

type Props = {
  title: string;
  lead?: string;
  /** Label of its button. */
  submit: string;
  kept?: KeptValues;
  shown?: string;
  children: ReactNode;
};

/** A page with one form that changes something of the account, and the way back to it. */
export function AccountForm({ title, lead, submit, kept, shown, children }: Props) {
  const { cancel } = useMessages().accountAccess;
  return (
    <div className="wrap section grid max-w-xl content-start gap-5">
      <h1>{title}</h1>
      {lead && <p className="lead">{lead}</p>}
      <PostForm className="panel grid gap-4" {...(kept && { kept })} {...(shown !== undefined && { shown })}>
        {children}
        <p className="flex flex-wrap gap-3">
          <button type="submit" className="button main">
            {submit}
          </button>
          <a className="button quiet" href="/account">
            {cancel}
          </a>
        </p>
      </PostForm>
    </div>
  );
}
