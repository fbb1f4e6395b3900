import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Change = {
  previous: string;
  before: number;
  after: number;
  until: string;
  criteria: { id: string; before: number | null; after: number | null }[];
};

/** Scores under the old and the new method, for sixty days after the change. */
export function MethodChangePanel({ change, labels }: { change: Change; labels: Record<string, string> }) {
  const t = useMessages();
  const messages = t.steward.method;
  const locale = useLocale();
  const points = (value: number | null) => (value === null ? '–' : formatNumber(value, locale, 1));
  return (
    <div className="notice my-3">
      <p>
        {messages.both(change.previous, points(change.before), points(change.after), formatDate(change.until, locale))}
      </p>
      {change.criteria.length > 0 && (
        <ul className="small">
          {change.criteria.map((row) => (
            <li key={row.id}>
              {[findOwnValue(labels, row.id) ?? row.id, `${points(row.before)} → ${points(row.after)}`].join(t.colon)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
