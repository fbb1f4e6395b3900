import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { criterionName } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Change = {
  previous: string;
  before: number;
  after: number;
  until: string;
  criteria: { id: string; before: number | null; after: number | null }[];
};

/** Scores under the old and the new method, for sixty days after the change. `labels`: the method's own, by criterion. */
export function MethodChangePanel({ change, labels }: { change: Change; labels: Record<string, string> }) {
  const t = useMessages();
  const messages = t.steward.method;
  const locale = useLocale();
  const nameOf = (id: string) => criterionName({ id, label: findOwnValue(labels, id) ?? id }, t, locale);
  const points = (value: number | null) => (value === null ? '–' : formatNumber(value, locale, 1));
  return (
    <div className="notice my-3">
      <p>
        {messages.both(change.previous, points(change.before), points(change.after), formatDate(change.until, locale))}
      </p>
      {change.criteria.length > 0 && (
        <ul className="small">
          {change.criteria.map((row) => (
            <li key={row.id}>{[nameOf(row.id), `${points(row.before)} → ${points(row.after)}`].join(t.colon)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
