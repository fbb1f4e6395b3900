// A consumer's right to withdraw from a contract made at a distance, for what is booked. Pure.
//
// Code de la consommation, L. 221-18: fourteen days, for a service from the contract on; L. 221-19: its day does not count,
// and a term that ends on a Saturday, a Sunday or a public holiday goes on to the next working day. L. 221-28, 12° excepts
// lodging, transport, car hire, catering and leisure at a given date. Whether a room or a bicycle is leisure is uncertain, and a
// seller's terms could only hold if it were: the right is given for every booking of a person who does not buy for an
// organisation.
import { holidayOn } from '#app/domain/calendar/holidays.ts';
import { addDays, isoWeekday, localDay, type Zone } from '#app/domain/shared/context.ts';
import type { Order } from './orders.server.ts';

const withdrawalDays = 14;

/** The last day on which the buyer of an order may withdraw, YYYY-MM-DD; null for an organisation. */
export function lastWithdrawalDay(
  { placedAt, organisationId, insee }: Pick<Order, 'placedAt' | 'organisationId' | 'insee'>,
  zone: Zone,
): string | null {
  if (organisationId !== null) return null;
  let day = addDays(localDay(new Date(placedAt), zone), withdrawalDays);
  while (isoWeekday(day) > 5 || holidayOn(day, insee) !== null) day = addDays(day, 1);
  return day;
}

/** Whether an order's buyer may still withdraw, and so cancels a booking that has not begun without a fee. */
export function mayWithdraw(order: Parameters<typeof lastWithdrawalDay>[0], now: Date, zone: Zone): boolean {
  const last = lastWithdrawalDay(order, zone);
  return last !== null && localDay(now, zone) <= last;
}
