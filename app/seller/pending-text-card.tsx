// One text that waits or was refused: what it claims, what to write instead, and the ways out.
import type { ClaimKind, FigureDifference } from '#app/domain/claims/claim-kinds.ts';
import type { PendingField } from '#app/domain/claims/pending-text.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { AreaField } from '#app/ui/field.tsx';
import { FigureDifferences } from '#app/ui/figure-differences.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export type PendingTextView = {
  id: string;
  offerId: number | null;
  field: PendingField;
  text: string;
  refused: boolean;
  kinds: readonly ClaimKind[];
  found: readonly string[];
  provable: boolean;
  note: string | null;
  reason: string | null;
  day: string;
  differences: readonly FigureDifference[];
  isLive: boolean;
};

export function PendingTextCard({ pending, slug }: { pending: PendingTextView; slug: string }) {
  const t = useMessages();
  const messages = t.claimTexts;
  return (
    <section className="panel grid gap-3" aria-labelledby={`text-${pending.id}`}>
      <h2 id={`text-${pending.id}`} className="mt-0">
        {messages.fields[pending.field]}
      </h2>
      <p className="small">
        {messages.states[pending.refused ? 'refused' : 'waiting']} · {pending.day}
        {pending.offerId !== null && (
          <>
            {' · '}
            <a href={`/supplier/${slug}/offers/${pending.offerId}`}>{messages.openOffer}</a>
          </>
        )}
      </p>
      <blockquote className="notice break-words">{pending.text}</blockquote>
      <p>
        {messages.why}
        {t.colon}
        {pending.kinds.map((kind) => messages.kinds[kind]).join(', ')} (
        {pending.found.map((part) => `« ${part} »`).join(', ')})
      </p>
      {pending.isLive && <p className="small">{messages.isLive}</p>}
      <FigureDifferences of={pending.differences} />
      <ul className="small">
        {pending.kinds.map((kind) => (
          <li key={kind}>
            {messages.better}
            {t.colon}
            {messages.instead[kind]}
          </li>
        ))}
      </ul>
      {pending.provable && <p className="small">{messages.evidence}</p>}
      {pending.note && (
        <p className="small">
          {messages.noted}
          {t.colon}
          {pending.note}
        </p>
      )}
      {pending.reason && (
        <p>
          {messages.decided}
          {t.colon}
          {pending.reason}
        </p>
      )}
      <PostForm
        intents={pending.refused ? ['contest', 'withdraw'] : ['withdraw']}
        hiddenFields={{ text: pending.id }}
        className="grid gap-3"
      >
        {pending.refused && <AreaField name="note" label={messages.note} rows={2} maxLength={1000} />}
        <div className="flex flex-wrap gap-3">
          {pending.refused && (
            <button type="submit" className="button main" name="intent" value="contest">
              {messages.contest}
            </button>
          )}
          {!pending.isLive && (
            <button type="submit" className="button quiet" name="intent" value="withdraw">
              {messages.withdraw}
            </button>
          )}
        </div>
      </PostForm>
    </section>
  );
}
