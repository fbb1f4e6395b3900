// Weekly opening hours and closures as fields: the texts that they hold, and the schemas that read them.
import { z } from 'zod';
import { readTypedDay } from '#app/domain/calendar/typed-day.ts';
import { overlapsInWeek, readTypedClock, spanBetween, type WeekdaySpan } from '#app/domain/calendar/weekly-text.ts';
import { optionalText } from '#app/http/form-fields.ts';
import type { Closure, Opening } from '#db/schema/suppliers.ts';
import {
  allSlots,
  closureField,
  hourField,
  maxClosures,
  maxHours,
  shownClosures,
  shownHours,
  weekdays,
} from './hours-fields.ts';

const dayMinutes = 1440;

/** A clock as a time field sends it or as people type it, in minutes; null if it is empty. */
const clock = optionalText(20).transform((typed, context): number | null => {
  if (typed === '') return null;
  const read = readTypedClock(typed);
  if (read.ok) return read.minutes;
  context.addIssue({ code: 'custom', message: read.reason, params: { named: read.typed } });
  return z.NEVER;
});

/** A day as a date field sends it or as people type it; null if it is empty. */
const typedDay = optionalText(30).transform((typed, context): string | null => {
  if (typed === '') return null;
  const read = readTypedDay(typed);
  if (read.ok) return read.day;
  context.addIssue({ code: 'custom', message: read.reason, params: { named: read.typed } });
  return z.NEVER;
});

const slots = weekdays.flatMap((weekday) => allSlots(maxHours).map((slot) => ({ weekday, slot })));
const closureSlots = allSlots(maxClosures);

function pairNames(name: (end: 'from' | 'to') => string): readonly [from: string, to: string] {
  return [name('from'), name('to')];
}

/** The opening hours of a week; a span that ends at or before its beginning ends the next day. */
export const hoursForm = z
  .object(
    Object.fromEntries(
      slots.flatMap(({ weekday, slot }) =>
        pairNames((end) => hourField(weekday, slot, end)).map((name) => [name, clock]),
      ),
    ),
  )
  .transform((form, context): { opening: Opening[] } => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    const typed = new Map(Object.entries(form));
    const spans: WeekdaySpan[] = [];
    for (const { weekday, slot } of slots) {
      const names = pairNames((end) => hourField(weekday, slot, end));
      const [from = null, to = null] = names.map((name) => typed.get(name));
      if (from === null && to === null) continue;
      const span = from === null || to === null ? null : (wholeDay(from, to) ?? spanBetween(from, to));
      if (from === null || to === null) refuse(names[from === null ? 0 : 1], 'required');
      else if (!span) refuse(names[1], 'openingEmpty');
      else if (overlapsInWeek([...spans, { weekday, ...span }])) refuse(names[0], 'openingOverlap');
      else spans.push({ weekday, ...span });
    }
    return { opening: spans.sort((a, b) => a.weekday - b.weekday || a.from - b.from).map(toOpening) };
  });

/** Midnight to midnight is the whole day: a time field cannot say 24:00. */
function wholeDay(from: number, to: number): { from: number; to: number } | null {
  return from === 0 && to % dayMinutes === 0 ? { from: 0, to: dayMinutes } : null;
}

function toOpening({ weekday, from, to }: WeekdaySpan): Opening {
  return { day: weekday, from: clockText(from), to: clockText(to > dayMinutes ? to - dayMinutes : to) };
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The texts of the hours' fields; `isWhole`: of every field that a form can have, not of a page's alone. */
export function hoursValues(opening: readonly Opening[], isWhole = false): Record<string, string> {
  const byDay = Map.groupBy(opening, ({ day }) => day);
  return Object.fromEntries(
    weekdays.flatMap((weekday) => {
      const own = byDay.get(weekday) ?? [];
      const shown = isWhole ? allSlots(maxHours) : shownHours(own.length);
      return shown.flatMap((slot) => {
        const span = own[slot - 1];
        const [from, to] = pairNames((end) => hourField(weekday, slot, end));
        return [
          [from, span?.from ?? ''],
          [to, span?.to.replace('24:00', '00:00') ?? ''],
        ];
      });
    }),
  );
}

/** Planned closures; a first day alone is a closure of one day. */
export const closuresForm = z
  .object(
    Object.fromEntries(
      closureSlots.flatMap((slot) => pairNames((end) => closureField(slot, end)).map((name) => [name, typedDay])),
    ),
  )
  .transform((form, context): { closures: Closure[] } => {
    const typed = new Map(Object.entries(form));
    const closures = closureSlots.flatMap((slot) => {
      const names = pairNames((end) => closureField(slot, end));
      const [from = null, last = null] = names.map((name) => typed.get(name));
      if (from === null && last === null) return [];
      const to = last ?? from;
      if (from !== null && to !== null && from <= to) return [{ from, to }];
      context.addIssue({
        code: 'custom',
        path: [names[from === null ? 0 : 1]],
        message: from === null ? 'required' : 'closureReversed',
      });
      return [];
    });
    return { closures: closures.sort((a, b) => (a.from < b.from ? -1 : 1)) };
  });

/** The texts of the closures' fields: those that are not over at `today`, which is a day of the town. `isWhole` as for hours. */
export function closureValues(closures: readonly Closure[], today: string, isWhole = false): Record<string, string> {
  const coming = closures.filter(({ to }) => to >= today);
  const shown = isWhole ? closureSlots : shownClosures(coming.length);
  return Object.fromEntries(
    shown.flatMap((slot) => {
      const [from, to] = pairNames((end) => closureField(slot, end));
      return [
        [from, coming[slot - 1]?.from ?? ''],
        [to, coming[slot - 1]?.to ?? ''],
      ];
    }),
  );
}
