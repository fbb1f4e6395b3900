// The day and hours that a search asks for, by its filters or else its words. Pure.
import { type AskedHours, readAskedHours } from '#app/domain/calendar/free-times.ts';
import { daySpanOf } from './asked-days.ts';
import type { CatalogueQuery } from './query.ts';
import type { ReadChip } from './understanding/read-chip.ts';

/** A day and hours of it from which something is wanted. */
export type AskedMoment = { day: string; hours: AskedHours | null };

/** The first day that a search asks for by its filters or else its words; null when it asks for none. */
export function askedMoment(
  { day, time }: Pick<CatalogueQuery, 'day' | 'time'>,
  chips: readonly ReadChip[],
): AskedMoment | null {
  const valueRead = (name: ReadChip['name']) => chips.find((chip) => chip.name === name)?.value ?? null;
  const [days, hours] = day === null ? [valueRead('day') ?? valueRead('week'), valueRead('time')] : [day, time];
  return days === null ? null : { day: daySpanOf(days).from, hours: hours === null ? null : readAskedHours(hours) };
}
