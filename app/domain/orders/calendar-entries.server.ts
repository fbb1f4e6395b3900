// Reads what a calendar address shows: booked times, and deliveries and pick-ups that have a day. No personal data but the
// order's number, because the address is all that protects it.
import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { findCapacities, listCapacities } from '#app/domain/calendar/capacities.server.ts';
import { dayText, quarterStart } from '#app/domain/calendar/civil-time.ts';
import type { Capacity, Span } from '#app/domain/calendar/span.ts';
import { listSpansOfOrders, listSpansOn } from '#app/domain/calendar/spans.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { type DeliveryChoice, deliveryChoices, isCarried } from '#app/domain/suppliers/supplier.ts';
import { listRows, oneOf, text } from '#db/rows.ts';
import type { CalendarSubject } from './calendar-addresses.server.ts';

/** Whole days, both ends included, or moments. */
export type CalendarTime = { from: string; to: string } | { from: Date; to: Date };
export type CalendarEntry = {
  /** The same for the same booking, so that a program replaces it. */
  id: string;
  time: CalendarTime;
  order: { id: string; number: string } | null;
} & (
  | { kind: 'booking'; subject: string; units: number; state: Span['state'] }
  /** `hours`: between which a round comes, `09:00-12:00`; empty where that was not promised. */
  | { kind: 'part'; supplierName: string; choice: DeliveryChoice; hours: string }
);

/** A program that was off for some weeks still learns what came. */
const pastDays = 60;

/** By time. `ctx` is that of the person whose address it is. */
export function listCalendarEntries(ctx: Ctx, subject: CalendarSubject): CalendarEntry[] {
  return subject.kind === 'own' ? listOwn(ctx) : listOfCapacities(ctx, capacitiesOf(ctx, subject));
}

function capacitiesOf(ctx: Ctx, subject: Exclude<CalendarSubject, { kind: 'own' }>): Capacity[] {
  return subject.kind === 'capacity' ? [subject.capacity] : listCapacities(ctx, subject.supplierId);
}

function listOfCapacities(ctx: Ctx, capacities: readonly Capacity[]): CalendarEntry[] {
  const spans = listSpansOn(
    ctx,
    capacities.map(({ id }) => id),
  ).filter(isPromised);
  const numbers = numbersOf(
    ctx,
    spans.map(({ booking }) => booking.split('/')[0]!),
  );
  const byId = new Map(capacities.map((capacity) => [capacity.id, capacity]));
  return spans.map((span) => bookingEntry(byId.get(span.capacity)!, span, numbers));
}

/** A hold is not promised yet; it may lapse in half an hour. */
function isPromised({ state }: Span): boolean {
  return ['booked', 'out', 'back', 'service', 'lost'].includes(state);
}

function bookingEntry(capacity: Capacity, span: Span, numbers: ReadonlyMap<string, string>): CalendarEntry {
  const orderId = span.booking.split('/')[0]!;
  const number = numbers.get(orderId);
  const { id, units, state, fromT, toT } = span;
  const time =
    capacity.grain === 'day'
      ? { from: dayText(fromT), to: dayText(toT - 1) }
      : { from: quarterStart(fromT), to: quarterStart(toT) };
  return {
    kind: 'booking',
    id,
    time,
    order: number ? { id: orderId, number } : null,
    subject: capacity.subject,
    units,
    state,
  };
}

function numbersOf({ db }: Ctx, orderIds: readonly string[]): Map<string, string> {
  const rows = listRows(
    db,
    { id: text, number: text },
    'select id, number from orders where id in (select value from json_each(?))',
    JSON.stringify([...new Set(orderIds)]),
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

const partRow = {
  orderId: text,
  number: text,
  supplierId: text,
  supplierName: text,
  choice: oneOf(deliveryChoices),
  day: text,
  hours: text,
};

function listOwn(ctx: Ctx): CalendarEntry[] {
  const organisations = JSON.stringify(listOwnOrganisations(ctx).map(({ id }) => id));
  const parts = listRows(
    ctx.db,
    partRow,
    `select p.order_id as orderId, o.number as number, p.supplier_id as supplierId, p.supplier_name as supplierName,
       p.choice as choice, p.deliver_on as day, p.deliver_hours as hours
     from orders o
     join order_parts p on p.order_id = o.id
     where o.state = 'paid' and p.state not in ('cancelled', 'refused') and p.deliver_on >= @from
       and (o.user_id = @userId or o.organisation_id in (select value from json_each(@organisations)))
     order by p.deliver_on, o.number, p.supplier_name`,
    { userId: requireUserId(ctx), organisations, from: addDays(localDay(ctx.now, ctx.town), -pastDays) },
  );
  const numbers = new Map(parts.map(({ orderId, number }) => [orderId, number]));
  const spans = listSpansOfOrders(ctx, [...numbers.keys()]).filter(isPromised);
  const found = findCapacities(
    ctx,
    spans.map(({ capacity }) => capacity),
  );
  const capacities = new Map(found.map((capacity) => [capacity.id, capacity]));
  const booked = spans.filter(({ capacity }) => capacities.get(capacity)!.owner !== 'town');
  return [
    ...booked.map((span) => bookingEntry(capacities.get(span.capacity)!, span, numbers)),
    // A part that is booked has its times above.
    ...parts
      .filter(({ choice }) => isCarried(choice))
      .map(
        ({ orderId, number, supplierId, supplierName, choice, day, hours }): CalendarEntry => ({
          ...{ kind: 'part', id: `${orderId}-${supplierId}`, time: { from: day, to: day } },
          ...{ order: { id: orderId, number }, supplierName, choice, hours },
        }),
      ),
  ];
}

/** The names of subjects such as `offer:12`, in the language of the context. */
export function subjectNames(ctx: Pick<Ctx, 'db' | 'locale'>, subjects: readonly string[]): Map<string, string> {
  const ids = new Map(subjects.flatMap((subject) => (offerIn(subject) ? [[subject, Number(offerIn(subject))]] : [])));
  const offers = new Map(findOffers(ctx, [...new Set(ids.values())]).map(({ id, name }) => [id, name]));
  return new Map(
    [...ids].flatMap(([subject, id]) => {
      const name = offers.get(id);
      return name ? [[subject, translated(name, ctx.locale)]] : [];
    }),
  );
}

/** The number of the offer that a capacity, or the harvest of a week, is of. */
function offerIn(subject: string): string | undefined {
  return /^(?:offer|harvest):(\d+)/.exec(subject)?.[1];
}
