// Moments on the axis of a capacity. Pure.
import { localDay } from '#app/domain/shared/context.ts';
import { civil, dayNumber, edge, quarterAt, quartersADay } from './civil-time.ts';
import type { Capacity } from './span.ts';

/** The day or quarter-hour of the axis that a moment lies in. */
export function axisNow({ grain, zone }: Pick<Capacity, 'grain' | 'zone'>, now: Date): number {
  return grain === 'day' ? dayNumber(localDay(now, { timeZone: zone })) : quarterAt(now);
}

/** The end of 9999 on the axis. */
export function axisEnd({ grain }: Pick<Capacity, 'grain'>): number {
  return grain === 'day' ? lastDay : lastDay * quartersADay;
}
const lastDay = 2_932_896;

/** The point of the axis at which a civil day begins. */
export function dayStart({ grain, zone }: Pick<Capacity, 'grain' | 'zone'>, day: number): number {
  return grain === 'day' ? day : edge({ timeZone: zone }, day, 0);
}

/** The civil day (days since 1970) that a point of the axis lies in. */
export function dayAt({ grain, zone }: Pick<Capacity, 'grain' | 'zone'>, t: number): number {
  return grain === 'day' ? t : civil({ timeZone: zone }, t).day;
}
