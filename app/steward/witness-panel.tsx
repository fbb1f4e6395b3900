import type { WitnessState } from '#app/domain/ledger/witness-state.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export type WitnessPanelView = {
  name: string;
  url: string | null;
  /** Algorithm and id; null for a key that was not understood. */
  key: string | null;
  state: WitnessState;
  since: string | null;
  /** When it is asked again; null while it cosigns. */
  nextAt: string | null;
  answer: string;
};

/** One key of a witness: how it answers, since when, and what a steward can do about it. */
export function WitnessPanel({ witness }: { witness: WitnessPanelView }) {
  const { witnesses: t, colon } = useMessages();
  const locale = useLocale();
  const { name, url, key, state, since, nextAt, answer } = witness;
  const isAsked = url !== null && key !== null;
  return (
    <section className="panel grid gap-2">
      <h2>{name}</h2>
      <p className="small break-all">
        {key ?? t.badKey} · {url ?? t.noAddress}
      </p>
      {isAsked && (
        <>
          <p>
            <b>{t.states[state]}</b>
            {since && ` (${t.columns.since.toLocaleLowerCase(locale)} ${formatDateTime(since, locale)})`}
          </p>
          <p>{t.help[state]}</p>
          {nextAt && <p className="small">{`${t.columns.next}${colon}${formatDateTime(nextAt, locale)}`}</p>}
          {answer && (
            <p className="small">
              {t.answer}
              {colon}
              <q lang="en">{answer}</q>
            </p>
          )}
        </>
      )}
    </section>
  );
}
