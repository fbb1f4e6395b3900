// A month of an offer's calendar: each day says whether it is free, and leads to its hours or begins a period.
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import { formatDay, formatMonth, formatWeekday } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export type ShownBooking = NonNullable<OfferPageData['booking']>;

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export function BookingMonth({ booking }: { booking: ShownBooking }) {
  const t = useMessages();
  const locale = useLocale();
  const { month, before, after, days } = booking;
  const offset = days[0] ? (new Date(days[0].day).getUTCDay() + 6) % 7 : 0;
  const cells = [...new Array<null>(offset).fill(null), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => cells.slice(7 * week, 7 * week + 7));
  return (
    <table className="month-days">
      <caption>
        <span className="flex flex-wrap items-center justify-between gap-2">
          {before ? <a href={`?month=${before}#when`}>← {t.booking.month.before}</a> : <span />}
          <b>{formatMonth(month, locale)}</b>
          {after ? <a href={`?month=${after}#when`}>{t.booking.month.after} →</a> : <span />}
        </span>
      </caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col">
              <abbr title={formatWeekday(day, locale)}>{formatWeekday(day, locale).slice(0, 2)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find((cell) => cell)?.day}>
            {weekdays.map((weekday, i) => (
              <Day key={weekday} cell={week[i] ?? null} booking={booking} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ cell, booking }: { cell: ShownBooking['days'][number] | null; booking: ShownBooking }) {
  const t = useMessages();
  const locale = useLocale();
  if (!cell) return <td />;
  const { day, open, free, isTooSoon } = cell;
  const { units, fields } = booking;
  const { closed, taken, tooSoon } = t.booking.legend;
  const state = open && free > 0 ? t.booking.freeOf(free, units) : open ? taken : isTooSoon ? tooSoon : closed;
  const isChosen =
    day === fields.day || (fields.from !== '' && fields.from <= day && day <= (fields.to || fields.from));
  const number = (
    <>
      <span aria-hidden="true">{Number(day.slice(8))}</span>
      <span aria-hidden="true" className="day-state">
        {open && free > 0 && units > 1 ? `${free}/${units}` : state}
      </span>
      <span className="sr-only">{t.booking.dayState(formatDay(day, locale), state)}</span>
    </>
  );
  return (
    <td className={`${open && free > 0 ? 'free' : open ? 'taken' : 'shut'} ${isChosen ? 'chosen' : ''}`}>
      {open && free > 0 ? (
        <a href={hrefOf(day, booking)} aria-current={isChosen ? 'date' : undefined}>
          {number}
        </a>
      ) : (
        <span className="day">{number}</span>
      )}
    </td>
  );
}

/** A day of a slot is opened; the first day of a period is chosen, then its last one. How many are wanted stays. */
function hrefOf(day: string, { way, fields }: ShownBooking): string {
  const isLast = way === 'period' && fields.from !== '' && fields.to === '' && day >= fields.from;
  const time = way !== 'period' ? `day=${day}` : isLast ? `from=${fields.from}&to=${day}` : `from=${day}`;
  return `?${time}${fields.units > 1 ? `&units=${fields.units}` : ''}#when`;
}
