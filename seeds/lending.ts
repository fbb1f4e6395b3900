// The loans of the demonstration: things that past orders borrowed came back, and each lender has something out, something due
// today, something late and something to look at.
import { axisSpan, type BookedTime } from '#app/domain/calendar/booked-time.ts';
import { findCapacity } from '#app/domain/calendar/capacities.server.ts';
import { dayText } from '#app/domain/calendar/civil-time.ts';
import { markLateSpan } from '#app/domain/calendar/span-upkeep.server.ts';
import { confirmSpans, findSpan, holdSpan } from '#app/domain/calendar/spans.server.ts';
import { subjectOf } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { handOutSpan, inspectSpan, takeBackSpan } from '#app/domain/fulfilment/lending.server.ts';
import { addDays, addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';

const good = { condition: 'good', note: '' } as const;

type OutRow = { spanId: string; toT: number; movedAt: string; owner: string };

/** Takes back and looks at what past orders had out and should have brought back before today. */
export function returnLentThings(ctx: Ctx): void {
  const today = localDay(ctx.now, ctx.town);
  const out = ctx.db.$client.prepare(
    `select s.id as spanId, s.to_t as toT, s.moved_at as movedAt, c.owner as owner
     from spans s
     join capacities c on c.id = s.capacity
     where s.state = 'out' and c.grain = 'day'
     order by s.id`,
  );
  for (const { spanId, toT, movedAt, owner } of out.all() as OutRow[]) {
    const lastDay = dayText(toT - 1);
    if (lastDay >= today) continue;
    // A thing that left with goods of a later day came back an hour after it.
    const left = addMinutes(new Date(movedAt), 60);
    const then = { ...ctx, now: left > afternoonOf(lastDay) ? left : afternoonOf(lastDay) };
    takeBackSpan(then, owner, spanId, good);
    inspectSpan({ ...then, now: addMinutes(then.now, 20) }, owner, spanId, good);
  }
  // Past loans send no letters.
  ctx.db.$client.exec("delete from outbox where payload ->> 'template' = 'thing-inspected'");
}

/** The loans of a lender today, of its things in turn: days before today of the first and the last day, and whether it is back. */
const loansToday = [
  { who: 'Association des Tilleuls', from: 2, to: -2, isBack: false },
  { who: 'Amélie Girard', from: 1, to: 0, isBack: false },
  { who: 'Chantier du canal', from: 4, to: 1, isBack: false },
  { who: 'Théâtre de poche', from: 3, to: 0, isBack: true },
] as const;

/** Lends things that their lenders took bookings of themselves; the fourth is back and waits to be looked at. */
export function lendThings(ctx: Ctx): void {
  const ids = ctx.db.$client
    .prepare(`select id from offers where booking_terms ->> '$.way' = 'period' and status = 'live' order by id`)
    .pluck()
    .all() as number[];
  for (const own of Map.groupBy(findOffers(ctx, ids), ({ supplierId }) => supplierId).values())
    for (const [i, loan] of loansToday.entries()) lendThing(ctx, own[i % own.length]!, i + 1, loan);
  while (markLateSpan(ctx));
}

type Loan = (typeof loansToday)[number];

/** Nothing where all are lent already. */
function lendThing(ctx: Ctx, offer: Offer, n: number, { who, from, to, isBack }: Loan): void {
  const today = localDay(ctx.now, ctx.town);
  const time: BookedTime = { way: 'period', from: addDays(today, -from), to: addDays(today, -to) };
  const [capacity, span] = [findCapacity(ctx, subjectOf(offer)), axisSpan(time, ctx.town)];
  if (!capacity || !span || span.to - span.from > (offer.bookingTerms?.max ?? 0)) return;
  const then = { ...ctx, now: afternoonOf(time.from) };
  const booking = `own/${offer.id}/desk-${n}`;
  const stretch = { fromT: span.from, toT: span.to };
  const until = isoUtc(addMinutes(then.now, 1));
  const hold = holdSpan(then, { capacity, booking, ...stretch, units: 1, until, planVersion: null });
  if (!hold.ok || !confirmSpans(then, booking).ok) return;
  const acknowledgement = { by: 'signature', name: who, drawing: null } as const;
  handOutSpan(then, offer.supplierId, hold.spanId, { ...good, numbers: [String(n)], acknowledgement });
  if (isBack && findSpan(ctx, hold.spanId)?.state === 'out')
    takeBackSpan(beforeNow(ctx), offer.supplierId, hold.spanId, { condition: 'dirty', note: 'poussière' });
}

/** 15 h UTC, when desks are open. */
function afternoonOf(day: string): Date {
  return new Date(`${day}T15:00:00Z`);
}

/** An hour ago: after that the step can no longer be undone. */
function beforeNow(ctx: Ctx): Ctx {
  return { ...ctx, now: addMinutes(ctx.now, -60) };
}
