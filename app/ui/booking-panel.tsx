// When an offer is free, and the form that books it: a month of days, the hours of a day, the price. Without a script the days
// are links and the price is a page.
import type { OfferPageData } from '#app/domain/basket/offer-page.server.ts';
import { writeQuarter } from '#app/domain/calendar/booked-time.ts';
import type { BookingBlock } from '#app/domain/catalogue/bookings.server.ts';
import { formatDay } from '#app/i18n/format.ts';
import { formatCancellation } from '#app/i18n/format-cancellation.ts';
import { formatFreeTime, formatLength, formatQuarter, formatTime, timeErrors } from '#app/i18n/format-time.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { openingLines, sayClock } from '#app/i18n/opening-hours.ts';
import { BookingMonth, type ShownBooking } from './booking-month.tsx';
import { CancellationLines } from './cancellation-lines.tsx';
import { Field, SelectField } from './field.tsx';
import { FieldGroup } from './field-group.tsx';
import { PostForm } from './post-form.tsx';
import { usePriceText } from './price-amounts.tsx';

type Props = Pick<OfferPageData, 'seller' | 'places'> & { booking: ShownBooking; closed: boolean };

export function BookingPanel({ booking, seller, places, closed }: Props) {
  const t = useMessages();
  const locale = useLocale();
  const { way, units, min, max } = booking;
  return (
    <section className="grid gap-3" id="when" aria-labelledby="when-title">
      <Tariff booking={booking} />
      <ul className="small grid gap-1">
        {way === 'appointment' && <li>{t.booking.atYours}</li>}
        {way === 'slot' && <li>{t.booking.place(seller.name, places ? seller.commune : null)}</li>}
        <li>{t.booking.limits(formatLength(min, way, t, locale), formatLength(max, way, t, locale))}</li>
        {units > 1 && <li>{(way === 'appointment' ? t.booking.people : t.booking.capacity)(units)}</li>}
        <Opening hours={booking.hours} />
        <CancellationLines tiers={booking.cancellation} />
      </ul>
      <h2 id="when-title" className="mt-3">
        {t.booking.title}
      </h2>
      <NextFree booking={booking} />
      <BookingMonth booking={booking} />
      {booking.chosen && <Hours booking={booking} chosen={booking.chosen} />}
      {way !== 'period' && !booking.chosen && <p className="small">{t.booking.chooseDay}</p>}
      {!closed && <BookingForm booking={booking} />}
    </section>
  );
}

/** The first time that can be had, as a link that chooses it. */
function NextFree({ booking: { next, way } }: { booking: ShownBooking }) {
  const t = useMessages();
  const locale = useLocale();
  if (!next) return <p>{t.booking.notFree}</p>;
  return (
    <p>
      {t.booking.nextFree}
      {t.colon}
      <a href={`?${way === 'period' ? 'from' : 'day'}=${next.day}#when`}>{formatFreeTime(next, t, locale)}</a>
    </p>
  );
}

function Tariff({ booking: { prices } }: { booking: ShownBooking }) {
  const t = useMessages();
  const say = usePriceText();
  if (prices.length < 2) return null;
  return (
    <table className="plain terms">
      <tbody>
        {prices.map(({ block, price }) => (
          <tr key={block}>
            <th scope="row" className="text-left font-normal">
              {t.booking.blocks[block]}
            </th>
            <td className="n">{say(price)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Opening({ hours }: Pick<ShownBooking, 'hours'>) {
  const t = useMessages();
  const opening = hours.map(({ weekday, from, to }) => ({
    day: weekday,
    from: writeQuarter(from),
    to: writeQuarter(to),
  }));
  const lines = openingLines(opening, t, useLocale());
  return lines.length > 0 && <li>{`${t.booking.opening}${t.colon}${lines.join(t.openingHours.between)}`}</li>;
}

/** The stretches of a day, those that are taken by name. */
function Hours({
  booking,
  chosen: { day, hours },
}: {
  booking: ShownBooking;
  chosen: NonNullable<ShownBooking['chosen']>;
}) {
  const t = useMessages();
  const locale = useLocale();
  const dayName = formatTime({ way: 'period', from: day, to: day }, t, locale).split(',')[0] ?? day;
  return (
    <>
      <h3>{t.booking.hoursOf(dayName)}</h3>
      {hours.length === 0 && <p>{t.booking.errors.closed}</p>}
      <ul className="day-hours">
        {hours.map(({ from, to, free }) => {
          const state = free === 0 ? t.booking.legend.taken : t.booking.freeOf(free, booking.units);
          const text = t.booking.hoursState(formatQuarter(from, t), formatQuarter(to, t), state);
          return (
            <li key={from} className={free === 0 ? 'taken' : 'free'}>
              {text}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function BookingForm({ booking }: { booking: ShownBooking }) {
  const t = useMessages();
  const { way, units, fields, first, last, steps } = booking;
  const { fields: labels } = t.booking;
  const dates = { type: 'date', min: first, max: last, required: true };
  return (
    <PostForm intents={['book']} kept={{ ...fields }} className="grid gap-3">
      {way !== 'period' ? (
        <>
          <Field name="day" label={labels.day} {...dates} />
          <div className="grid grid-cols-2 gap-3">
            <Clock name="start" label={labels.start} readings={steps.start} />
            <Clock name="end" label={labels.end} readings={steps.end} />
          </div>
          {way === 'appointment' && <MoreDays first={first} last={last} />}
        </>
      ) : (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field name="from" label={labels.from} {...dates} />
            <Field name="to" label={labels.to} {...dates} />
          </div>
          <p className="small">{t.booking.pickup}</p>
        </>
      )}
      {units > 1 ? (
        <Field
          name="units"
          label={way === 'appointment' ? labels.people : labels.units}
          type="number"
          min={1}
          max={units}
          required
          error={booking.tooMany ? t.booking.atMost(units) : undefined}
        />
      ) : (
        <>
          <input type="hidden" name="units" value="1" />
          {booking.tooMany && <p className="notice care">{t.booking.atMost(units)}</p>}
        </>
      )}
      <Answer booking={booking} />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="button" formMethod="get" formAction="#when">
          {t.booking.check}
        </button>
        <button type="submit" className="button main" name="intent" value="book">
          {t.booking.add}
        </button>
      </div>
    </PostForm>
  );
}

/** The same hours on other days, for who wants a visit more than once. */
function MoreDays({ first, last }: { first: string; last: string }) {
  const { again } = useMessages().booking;
  const dates = { type: 'date', min: first, max: last };
  return (
    <FieldGroup name="again" legend={again.legend} className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name="day2" label={again.second} {...dates} />
        <Field name="day3" label={again.third} {...dates} />
      </div>
      <Field name="until" label={again.until} hint={again.hint} {...dates} />
    </FieldGroup>
  );
}

function Clock({ name, label, readings }: { name: 'start' | 'end'; label: string; readings: readonly string[] }) {
  const t = useMessages();
  return (
    <SelectField name={name} label={label}>
      <option value="">–</option>
      {readings.map((reading) => (
        <option key={reading} value={reading}>
          {sayClock(reading, t)}
        </option>
      ))}
    </SelectField>
  );
}

/** The price of the asked time, or why it cannot be had. */
function Answer({ booking: { answer, way, min, max } }: { booking: ShownBooking }) {
  const t = useMessages();
  const locale = useLocale();
  const say = usePriceText();
  if (!answer) return null;
  const blocked = answer.blocked.map((day) => formatDay(day, locale)).join(', ');
  const time = blocked || formatTime(answer.time, t, locale);
  const lengths = { min: formatLength(min, way, t, locale), max: formatLength(max, way, t, locale) };
  if (answer.problem)
    return <p className="notice care">{`${time}${t.colon}${sayProblem(answer.problem, lengths, t)}`}</p>;
  return (
    <p className="notice">
      <b>{t.booking.price(say(answer.price), time)}</b>
      <span className="small block">{t.booking.best}</span>
      <span className="small block">{formatCancellation(answer.cancellation, t, locale)}</span>
    </p>
  );
}

/** Why a time cannot be had, as a sentence. */
export function sayProblem(problem: BookingBlock, { min, max }: { min: string; max: string }, t: Messages): string {
  const errors = timeErrors(t);
  if (problem === 'too-short') return errors['too-short'](min);
  return problem === 'too-long' ? errors['too-long'](max) : errors[problem];
}
