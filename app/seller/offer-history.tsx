import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { changedField, changedValue } from '#app/i18n/changes.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Change = {
  id: number;
  at: string;
  actor: string;
  via: 'form' | 'table' | 'import' | 'copy' | 'image';
  changes: Record<string, [unknown, unknown]>;
};

/** Changes of an offer: who changed which field, and from which value. */
export function OfferHistory({ changes, names }: { changes: Change[]; names: Record<string, string> }) {
  const t = useMessages();
  const messages = t.offerEditor;
  const locale = useLocale();
  return (
    <section className="panel">
      <h2>{messages.sections.history}</h2>
      {changes.length === 0 && <p className="small">{messages.noHistory}</p>}
      <ol className="rows">
        {changes.map((change) => (
          <li key={change.id}>
            <span className="small">
              {t.seller.by(findOwnValue(names, change.actor) ?? t.seller.system, formatDateTime(change.at, locale))} ·{' '}
              {messages.via[change.via]}
            </span>
            {Object.entries(change.changes).map(([field, [before, after]]) => (
              <p key={field}>
                {changedField(field, t)}
                {t.colon}
                {changedValue(field, before, t, locale)} → <b>{changedValue(field, after, t, locale)}</b>
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
