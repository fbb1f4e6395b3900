// The calendar that programs subscribe to: bookings, deliveries and pick-ups as events, in the language of its person.
import type { CalendarSubject } from '#app/domain/orders/calendar-addresses.server.ts';
import { type CalendarEntry, listCalendarEntries, subjectNames } from '#app/domain/orders/calendar-entries.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { type CalendarEvent, calendarFile } from '#app/mail/calendar-file.ts';

/** The file. `ctx` is that of the person whose address it is. */
export function calendarOf(ctx: Ctx, subject: CalendarSubject, origin: string): string {
  const entries = listCalendarEntries(ctx, subject);
  const names = subjectNames(
    ctx,
    entries.map((entry) => (entry.kind === 'booking' ? entry.subject : '')),
  );
  const host = new URL(origin).hostname;
  const events = entries.map((entry) => ({
    id: `${entry.id}@${host}`,
    ...timeOf(ctx, entry),
    title: titleOf(ctx, entry, names),
    place: '',
    notes: entry.order && subject.kind === 'own' ? `${origin}/orders/${entry.order.id}` : '',
  }));
  return calendarFile(events, ctx.now, ctx.town);
}

function timeOf(ctx: Ctx, entry: CalendarEntry): Pick<CalendarEvent, 'day' | 'lastDay' | 'hours'> {
  const { time } = entry;
  const [from, to] = entry.kind === 'part' ? entry.hours.split('-') : [];
  if (typeof time.from === 'string' && from && to) return { day: time.from, hours: { from, to } };
  if (typeof time.from === 'string') return { day: time.from, lastDay: time.to as string, hours: null };
  return { day: localDay(time.from, ctx.town), hours: time };
}

function titleOf(ctx: Ctx, entry: CalendarEntry, names: ReadonlyMap<string, string>): string {
  const t = catalogues[ctx.locale].calendarFeeds;
  const number = entry.order?.number ?? null;
  if (entry.kind === 'part')
    return t.part(entry.choice.startsWith('pickup') ? 'pickup' : 'delivery', entry.supplierName, number ?? '');
  if (entry.state === 'service') return t.service(names.get(entry.subject) ?? entry.subject);
  return t.booking(names.get(entry.subject) ?? entry.subject, entry.units, number);
}
