import { formatDate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export type OpeningTimesView = {
  opening: string[];
  points: { name: string; address: string; commune: string; hours: string }[];
  closures: { from: string; to: string }[];
};

/** Opening hours, other pick-up points and coming closures; empty if the supplier gave none. */
export function OpeningTimes({ opening, points, closures }: OpeningTimesView) {
  const messages = useMessages().supplier;
  const locale = useLocale();
  if (opening.length + points.length + closures.length === 0) return null;
  return (
    <div className="panel">
      <h2>{messages.open}</h2>
      <ul className="mt-2 grid gap-1">
        {opening.map((line) => (
          <li key={line}>{line}</li>
        ))}
        {closures.map(({ from, to }) => (
          <li key={from}>
            <b>
              {from === to
                ? messages.closedOn(formatDate(from, locale))
                : messages.closed(formatDate(from, locale), formatDate(to, locale))}
            </b>
          </li>
        ))}
      </ul>
      {points.length > 0 && <h3 className="mt-5">{messages.points}</h3>}
      <ul className="mt-1 grid gap-2">
        {points.map(({ name, address, commune, hours }) => (
          <li key={name}>
            {name}
            <br />
            <span className="small">
              {address}, {commune}
              {hours && ` · ${hours}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
