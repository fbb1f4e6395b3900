// The calendar file of an order's letter: deliveries and pick-ups, and each time that was booked, where it is.
import { readTime, writeQuarter } from '#app/domain/calendar/booked-time.ts';
import { findSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import type { MailFile } from '#app/domain/outbox/mailer.server.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { isCarried } from '#app/domain/suppliers/supplier.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { calendarFile } from './calendar-file.ts';
import type { LetterCtx } from './letter-context.server.ts';
import { isAtSupplier, type LetterOrder, pickupPlace, plainLines } from './letter-lines.ts';

type Part = LetterOrder['whole']['parts'][number];

/** Everything of an order that has a day, as a file; null when nothing has. */
export function orderCalendar(ctx: LetterCtx, of: LetterOrder): MailFile | null {
  const { order, parts } = of.whole;
  const { locale } = order;
  const t = catalogues[locale];
  const host = new URL(ctx.origin).hostname;
  const events = parts.flatMap((part) => {
    if (!part.deliverOn) return [];
    const seller = of.sellers.get(part.supplierId);
    const pickup = isAtSupplier(part);
    if (!isCarried(part.choice)) return bookedEvents(ctx, of, part);
    return {
      id: `${order.id}-${part.supplierId}@${host}`,
      day: part.deliverOn,
      hours: pickup && seller ? hoursOf(seller.opening, part.deliverOn) : promisedHours(part.deliverHours),
      title: t.orderMails.event(eventOf(part), part.supplierName, order.number),
      place: pickup ? pickupPlace(seller, locale).split(' · ')[0]! : `${order.address}, ${placeOf(ctx, order.insee)}`,
      notes: [
        ...plainLines(of, part.supplierId, locale),
        t.orderChanges.code(part.handOverCode),
        `${ctx.origin}/orders/${order.id}`,
      ]
        .filter(Boolean)
        .join('\n'),
    };
  });
  if (events.length === 0) return null;
  return {
    filename: `halle-${order.number}.ics`,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
    content: calendarFile(events, ctx.now, ctx.town),
  };
}

/** Of a round: `09:00-12:00`. */
function promisedHours(hours: string): { from: string; to: string } | null {
  const [from, to] = hours.split('-');
  return from && to ? { from, to } : null;
}

/** One stretch of a line, in quarters of the clock. */
type Booked = Pick<OrderLine, 'line' | 'name'> & { day: string; start: number; end: number; session: number | null };

/** Each time of a part that was booked: at the buyer's place, at the supplier's, or where the session is. */
function bookedEvents(ctx: LetterCtx, { whole: { order, lines }, sellers }: LetterOrder, part: Part) {
  const t = catalogues[order.locale];
  const host = new URL(ctx.origin).hostname;
  const booked = lines.flatMap(({ line, supplierId, bookedTime, name }): Booked[] => {
    const time = supplierId === part.supplierId ? readTime(bookedTime) : null;
    if (time?.way !== 'appointment' && time?.way !== 'session' && time?.way !== 'slot') return [];
    const { start, end } = time;
    const days = time.way === 'appointment' ? time.days : [time.day];
    const session = time.way === 'session' ? time.session : null;
    return days.map((day) => ({ line, name, day, start, end, session }));
  });
  const sessions = findSessions(
    ctx,
    booked.flatMap(({ session }) => session ?? []),
  );
  const usual =
    part.choice === 'visit'
      ? `${order.address}, ${placeOf(ctx, order.insee)}`
      : pickupPlace(sellers.get(part.supplierId), order.locale).split(' · ')[0]!;
  return booked.map(({ line, day, start, end, name, session }) => ({
    id: `${order.id}-${line}-${day}@${host}`,
    day,
    hours: { from: writeQuarter(start), to: end >= 96 ? '23:59' : writeQuarter(end) },
    title: t.orderMails.event(eventOf(part), part.supplierName, order.number),
    place: sessions.find(({ id }) => id === session)?.place || usual,
    notes: [translated(name, order.locale), t.orderChanges.code(part.handOverCode), `${ctx.origin}/orders/${order.id}`]
      .filter(Boolean)
      .join('\n'),
  }));
}

function eventOf({ choice }: Pick<Part, 'choice'>): 'pickup' | 'on-site' | 'visit' | 'delivery' {
  if (choice === 'on-site' || choice === 'visit') return choice;
  return choice.startsWith('pickup') ? 'pickup' : 'delivery';
}

/** From the first opening of that day to the last; null when it is closed that day. */
function hoursOf(opening: readonly { day: number; from: string; to: string }[], day: string) {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay() || 7;
  const own = opening.filter((hours) => hours.day === weekday);
  if (own.length === 0) return null;
  return {
    from: own.map(({ from }) => from).sort()[0]!,
    to: own
      .map(({ to }) => to)
      .sort()
      .at(-1)!,
  };
}

/** Postcode and name of a commune of the town; empty for others. */
export function placeOf({ town }: LetterCtx, insee: string): string {
  const commune = findCommune(town, insee);
  return commune ? `${commune.postcode} ${commune.name}` : '';
}
