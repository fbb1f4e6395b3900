// The sum that a lender can ask for after a loan, or has asked for.
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField, Field } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';
import type { LentView } from './lending-view.server.ts';

export function LoanClaim({ claim }: Pick<LentView, 'claim'>) {
  const { claim: messages } = useMessages().lending;
  if (claim.made)
    return (
      <section className="panel grid gap-2">
        {claim.made.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {claim.made.mayDrop && (
          <PostForm intents={['drop-claim']}>
            <button type="submit" className="button" name="intent" value="drop-claim">
              {messages.drop}
            </button>
          </PostForm>
        )}
      </section>
    );
  if (!claim.ask) return null;
  return (
    <PostForm intents={['claim']} className="panel grid gap-4">
      <h2>{messages.title}</h2>
      <p className="small">{messages.lead(claim.ask.deposit)}</p>
      {claim.ask.late && <p>{messages.late(claim.ask.late)}</p>}
      <Field name="damage" label={messages.damage} inputMode="decimal" />
      <AreaField name="reason" label={messages.reason} rows={2} maxLength={300} />
      <button
        type="submit"
        className="button main justify-self-stretch sm:justify-self-start"
        name="intent"
        value="claim"
      >
        {messages.now}
      </button>
    </PostForm>
  );
}
