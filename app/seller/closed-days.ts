// Closures as an address carries them: "2026-12-24_2027-01-02,2027-05-07_2027-05-08".
import { isCivilDay } from '#app/domain/calendar/booked-time.ts';
import type { ClosedDays } from '#app/domain/calendar/opening.ts';

const maxClosures = 40;

export function writeClosedDays(closures: readonly ClosedDays[]): string {
  return closures.map(({ from, to }) => `${from}_${to}`).join(',');
}

/** Null for a text that is none. */
export function readClosedDays(text: string): ClosedDays[] | null {
  const closures = text.split(',').map((span) => {
    const [from = '', to = '', ...more] = span.split('_');
    return more.length === 0 && isCivilDay(from) && isCivilDay(to) && from <= to ? { from, to } : null;
  });
  const read = closures.flatMap((closure) => closure ?? []);
  return read.length === closures.length && read.length <= maxClosures ? read : null;
}
