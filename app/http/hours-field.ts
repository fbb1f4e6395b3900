// A span of hours in one field, as people type it: "9 h - 12 h", "09:00-12:30", "de 14h à 17h". Kept as `09:00-12:30`.
import { z } from 'zod';
import { readTypedClock } from '#app/domain/calendar/weekly-text.ts';
import { optionalText } from './form-fields.ts';

/** Empty where no hours are said; both ends lie in one day, the first before the second. */
export const typedHours = optionalText(40).transform((typed, context): string => {
  if (typed === '') return '';
  const refuse = (message: string, named = typed) => {
    context.addIssue({ code: 'custom', message, params: { named } });
    return z.NEVER;
  };
  const parts = typed.replace(/^(?:de|from)\s/iu, '').split(/[-–—]|\s(?:à|et|to|and)\s/iu);
  if (parts.length !== 2) return refuse('hourSpan');
  const minutes: number[] = [];
  for (const part of parts) {
    const read = readTypedClock(part);
    if (!read.ok) return refuse(read.reason, read.typed);
    minutes.push(read.minutes);
  }
  const [from = 0, to = 0] = minutes;
  return from < to ? `${clockText(from)}-${clockText(to)}` : refuse('openingEmpty');
});

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
