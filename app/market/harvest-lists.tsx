// The lists of the harvest calendar: what is in season, what comes back soon, and the year by months.
import type { Produce, ProduceFamily } from '#app/domain/catalogue/harvest-calendar.server.ts';
import { addDays } from '#app/domain/shared/context.ts';
import { formatMonthName } from '#app/i18n/format.ts';
import { formatSeasonToday } from '#app/i18n/format-season.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

type Families = { families: readonly ProduceFamily[] };

const monthNumbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const soonDays = 84;

/** In season today, or in a month (1 to 12), by family. */
export function ProduceList({ families, month }: Families & { month: number | null }) {
  const t = useMessages();
  const shown = families
    .map(({ family, produce }) => ({
      family,
      produce: produce.filter(({ months, today }) => (month ? months[month - 1] : today.inSeason)),
    }))
    .filter(({ produce }) => produce.length > 0);
  if (shown.length === 0) return <p>{t.season.calendar.none}</p>;
  return shown.map(({ family, produce }) => (
    <div key={family} className="grid gap-2">
      {shown.length > 1 && <h3 className="first-letter:uppercase">{t.food.families[family ?? 'AUTRES']}</h3>}
      <ul className="produce">
        {produce.map((one) => (
          <ProduceCard key={one.thing} produce={one} />
        ))}
      </ul>
    </div>
  ));
}

/** Produce that is out of season and comes back within twelve weeks, the soonest first. */
export function ReturningList({ families, today }: Families & { today: string }) {
  const { season } = useMessages();
  const until = addDays(today, soonDays);
  const soon = families
    .flatMap(({ produce }) => produce)
    .filter(({ today: { returns } }) => returns !== null && returns <= until)
    .sort((a, b) => (a.today.returns! < b.today.returns! ? -1 : 1));
  if (soon.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2>{season.calendar.back}</h2>
      <ul className="produce">
        {soon.map((one) => (
          <ProduceCard key={one.thing} produce={one} />
        ))}
      </ul>
    </section>
  );
}

function ProduceCard({ produce: { name, today, offers } }: { produce: Produce }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <li className="panel">
      <b className="block">{name}</b>
      <span className="small block">{formatSeasonToday(today, t, locale)}</span>
      <ul className="small mt-1 grid gap-1">
        {offers.map((offer) => (
          <li key={offer.slug}>
            <a href={`/offers/${offer.slug}`}>{offer.name}</a>, {offer.supplier}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** A row for each produce, a column for each month; a month's name leads to its list. */
export function HarvestYear({ families, today, month }: Families & { today: string; month: number | null }) {
  const { season } = useMessages();
  const t = season.calendar;
  const locale = useLocale();
  const names = monthNumbers.map((number) =>
    formatMonthName(`${today.slice(0, 4)}-${String(number).padStart(2, '0')}-15`, locale),
  );
  return (
    <section className="grid gap-3">
      <h2 id="year">{t.byMonth}</h2>
      <nav aria-label={t.months} className="flex flex-wrap gap-x-4 gap-y-2">
        {monthNumbers.map((number, i) => (
          <a
            key={number}
            href={number === month ? '/seasons' : `/seasons?month=${number}`}
            aria-current={number === month ? 'true' : undefined}
          >
            {names[i]}
          </a>
        ))}
      </nav>
      <div className="scrolls" role="region" aria-labelledby="year" tabIndex={0}>
        <table className="harvest-year">
          <thead>
            <tr>
              <th scope="col">{t.produce}</th>
              {monthNumbers.map((number, i) => (
                <th key={number} scope="col">
                  <abbr title={names[i]}>{names[i]!.slice(0, 1).toUpperCase()}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {families
              .flatMap(({ produce }) => produce)
              .map(({ thing, name, months }) => (
                <tr key={thing}>
                  <th scope="row">{name}</th>
                  {months.map((isIn, i) => (
                    <td key={names[i]} className={isIn ? 'in' : 'out'}>
                      <span className="sr-only">{isIn ? t.yes : t.no}</span>
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
