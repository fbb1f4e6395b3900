// The day that is promised to a buyer: one rule for suppliers' own rounds, pick-up, parcels and the town's round. Pure.
//
//   promisedDay({ now, zone, seller, carrier, receiver, within })   YYYY-MM-DD, or null: nothing may be promised
//   promisedDays(the same, with within)                             all of them
//   maxLeadDays(the same, day)                                      the longest lead time that still reaches a day
//
// 1. The order is seen today if the seller works and its hour has not passed, else on its next working day.
// 2. The goods are ready `leadDays` of its working days later; what is still to be harvested, not before that day.
// 3. They arrive on the first day from there on which carrier and receiver are open and the carrier's cut-off has not
//    passed. Goods that are fetched have their pick-up point for carrier.
import { addDays, localDay, localHour, type Zone } from '#app/domain/shared/context.ts';
import { type DayPlan, isOpenOn } from './opening.ts';

/** The seller, who makes the goods ready. Orders after `seenUntilHour` (0..24, of the town's clock) are seen the next day. */
export type PromisingSeller = { plan: DayPlan; leadDays: number; seenUntilHour: number };

/** The carrier: orders for a day close `cutoffDays` civil days before it, at `cutoffHour` (0..24). */
export type PromisingCarrier = { plan: DayPlan; cutoffDays: number; cutoffHour: number };

export type PromiseTerms = {
  now: Date;
  zone: Zone;
  seller: PromisingSeller;
  carrier: PromisingCarrier;
  /** Null for a receiver who is always there. */
  receiver?: DayPlan | null;
  /** Days from today that are looked at. */
  within?: number;
  /** The goods are not ready before this day: that of a harvest. */
  notBefore?: string;
};

/** Until when an order counts as seen on its day, where the seller does not say. */
export const usualSeenUntilHour = 18;
const usualHorizonDays = 400;

/** The first day that can be promised; null when there is none `within` days. */
export function promisedDay(terms: PromiseTerms): string | null {
  for (const day of eachPromised(terms)) return day;
  return null;
}

/** All days `within` which something can be promised, in order. */
export function promisedDays(terms: PromiseTerms & { within: number }): string[] {
  return [...eachPromised(terms)];
}

function* eachPromised({
  now,
  zone,
  seller,
  carrier,
  receiver,
  within = usualHorizonDays,
  notBefore,
}: PromiseTerms): Generator<string> {
  const today = localDay(now, zone);
  const hour = localHour(now, zone);
  const last = addDays(today, within);
  const soonest = readyDay(seller, today, hour, last);
  const ready = notBefore && soonest && soonest < notBefore ? nextOpenDay(seller.plan, notBefore, last) : soonest;
  if (ready === null) return;
  for (let day = ready; day <= last; day = addDays(day, 1))
    if (isOpenOn(carrier.plan, day) && (!receiver || isOpenOn(receiver, day)) && takesOrders(carrier, day, today, hour))
      yield day;
}

/** The longest lead time, in days of the seller's work, of goods that still arrive on `day`; null when none do. */
export function maxLeadDays({ now, zone, seller, carrier, receiver }: PromiseTerms, day: string): number | null {
  const today = localDay(now, zone);
  const hour = localHour(now, zone);
  if (!isOpenOn(carrier.plan, day) || (receiver && !isOpenOn(receiver, day))) return null;
  if (!takesOrders(carrier, day, today, hour)) return null;
  const seen = readyDay({ ...seller, leadDays: 0 }, today, hour, day);
  if (seen === null) return null;
  let worked = 0;
  for (let one = addDays(seen, 1); one <= day; one = addDays(one, 1)) if (isOpenOn(seller.plan, one)) worked++;
  return worked;
}

/** The day on which the seller has the goods ready; null when it is after `last`. */
function readyDay({ plan, leadDays, seenUntilHour }: PromisingSeller, today: string, hour: number, last: string) {
  let day: string | null = hour < seenUntilHour ? today : addDays(today, 1);
  day = nextOpenDay(plan, day, last);
  for (let worked = 0; day !== null && worked < leadDays; worked++) day = nextOpenDay(plan, addDays(day, 1), last);
  return day;
}

/** The first day of work on or after `from`; null when it is after `last`. */
function nextOpenDay(plan: DayPlan, from: string, last: string): string | null {
  for (let day = from; day <= last; day = addDays(day, 1)) if (isOpenOn(plan, day)) return day;
  return null;
}

/** Whether orders for a day of the carrier are still taken, `today` at `hour` of the town's clock. */
export function takesOrders(
  { cutoffDays, cutoffHour }: Omit<PromisingCarrier, 'plan'>,
  day: string,
  today: string,
  hour: number,
): boolean {
  const closes = addDays(day, -cutoffDays);
  return today < closes || (today === closes && hour < cutoffHour);
}
