// The year of an offer as a strip of weeks, and the same in sentences for those who do not see it.
import type { OfferSeason } from '#app/domain/basket/offer-season.server.ts';
import { formatMonthName } from '#app/i18n/format.ts';
import { formatRanges, formatSeasonToday } from '#app/i18n/format-season.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const;

export function SeasonStrip({ season }: { season: OfferSeason }) {
  const t = useMessages();
  const locale = useLocale();
  const { ranges, today, year, week } = season;
  return (
    <figure className="season">
      <figcaption>
        <b className="block first-letter:uppercase">{formatSeasonToday(today, t, locale)}</b>
        <span className="small">
          {t.season.sold(formatRanges(ranges, year, t, locale))} {t.season.thisWeek(week)}
          {!today.inSeason && ` ${t.season.notNow}`}
        </span>
      </figcaption>
      <div aria-hidden="true">
        <div className="season-weeks">
          {season.strip.map((one) => (
            <span
              key={one.week}
              className={`${one.inSeason ? 'in' : 'out'} ${one.week === week ? 'now' : ''}`}
              title={String(one.week)}
            />
          ))}
        </div>
        <div className="season-months">
          {months.map((month) => (
            <span key={month}>{formatMonthName(`${year}-${month}-15`, locale).slice(0, 1).toUpperCase()}</span>
          ))}
        </div>
      </div>
    </figure>
  );
}
