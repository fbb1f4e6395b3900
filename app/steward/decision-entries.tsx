import { formatDateTime } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { DecisionEntryView } from './decision-entries.server.ts';

/** The signed decisions about the object of a page; nothing without one. */
export function DecisionEntryList({ entries }: { entries: DecisionEntryView[] }) {
  const { signing } = useMessages();
  const locale = useLocale();
  if (entries.length === 0) return null;
  return (
    <section className="panel">
      <h2>{signing.entries}</h2>
      <ul className="mt-2 grid gap-2">
        {entries.map(({ at, act, outcome, method, isWaiting, who }) => (
          <li key={at + outcome}>
            {signing.entry(act, outcome, formatDateTime(at, locale), who)} {signing.methods[method]}
            {isWaiting && ` ${signing.waits}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
