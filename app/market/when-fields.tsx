// When something is wanted: days, and a part of the day or hours of it. Parts of the GET form of the market.
import { writeQuarter } from '#app/domain/calendar/booked-time.ts';
import { dayParts, readAskedHours } from '#app/domain/calendar/free-times.ts';
import { daySpanOf } from '#app/domain/search/asked-days.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { ways } from '#app/domain/search/query.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDay } from '#app/i18n/format.ts';
import { formatQuarter } from '#app/i18n/format-time.ts';
import { useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';

/** Fields of these controls; those that no address has are made one in its canonical form. */
export const whenFields = ['day', 'day_to', 'time', 'time_from', 'time_to'];

type Props = { query: CatalogueQuery; today: string };

/** From a day to another, and the part of the day. Hours of an address that are none of the parts are a choice of their own. */
export function WhenFields({ query, today }: Props) {
  const t = useMessages();
  const { from, to } = daySpanOf(query.day ?? '');
  const isPart = dayParts.some((part) => part === query.time);
  return (
    <fieldset>
      <legend>{t.when.title}</legend>
      <div className="grid gap-2">
        <label className="field">
          {t.when.day}
          <input className="input" type="date" name="day" min={today} defaultValue={from} />
        </label>
        <label className="field">
          {t.when.until}
          <input className="input" type="date" name="day_to" min={today} defaultValue={to === from ? '' : to} />
        </label>
        <label className="field">
          {t.when.time}
          <select className="input" name="time" defaultValue={query.time ?? ''}>
            <option value="">{t.when.anyTime}</option>
            {dayParts.map((part) => (
              <option key={part} value={part}>
                {t.when.parts[part]}
              </option>
            ))}
            {query.time !== null && !isPart && <option value={query.time}>{formatAskedHours(query.time, t)}</option>}
          </select>
        </label>
      </div>
    </fieldset>
  );
}

/** The same with hours of the clock, and how what is not booked is handed over. */
export function AllWhenFields({ query, today }: Props) {
  const t = useMessages();
  const hours = query.time === null ? null : readAskedHours(query.time);
  const clock = (quarter: number | undefined) => (hours?.whole && quarter !== undefined ? writeQuarter(quarter) : '');
  return (
    <div className="grid gap-2">
      <WhenFields query={query} today={today} />
      <div className="grid grid-cols-2 gap-2">
        <label className="field">
          {t.when.from}
          <input className="input" type="time" step="900" name="time_from" defaultValue={clock(hours?.from)} />
        </label>
        <label className="field">
          {t.when.to}
          <input className="input" type="time" step="900" name="time_to" defaultValue={clock(hours?.to)} />
        </label>
      </div>
      <label className="field">
        <span className="font-semibold">{t.discovery.by}</span>
        <select className="input" name="by" defaultValue={query.by ?? ''}>
          <option value="">{t.discovery.ways.any}</option>
          {ways.map((way) => (
            <option key={way} value={way}>
              {t.discovery.ways[way]}
            </option>
          ))}
        </select>
      </label>
      <p className="small">{t.when.help}</p>
    </div>
  );
}

/** "le matin", "9 h – 12 h". */
export function formatAskedHours(time: string, t: Messages): string {
  const part = dayParts.find((one) => one === time);
  const hours = readAskedHours(time);
  if (part) return t.when.parts[part];
  return hours ? t.when.hours(formatQuarter(hours.from, t), formatQuarter(hours.to, t)) : time;
}

/** "mardi 8 décembre", "du mardi 8 décembre au jeudi 10 décembre". */
export function formatAskedDays(days: string, t: Messages, locale: Locale): string {
  const { from, to } = daySpanOf(days);
  return from === to ? formatDay(from, locale) : t.when.days(formatDay(from, locale), formatDay(to, locale));
}
