// Deliveries, pick-ups and bookings as a calendar file (RFC 5545). Our own, because it is two kinds of event in one time zone,
// and a library would need a second one for the zone's rules.
import type { Zone } from '#app/domain/shared/context.ts';

export type CalendarEvent = {
  /** The same for the same part of an order, so that a later file replaces the event. */
  id: string;
  /** YYYY-MM-DD. */
  day: string;
  /** The last of several whole days. */
  lastDay?: string;
  /** HH:MM on the town's clock, or moments; null for the whole day. */
  hours: { from: string; to: string } | { from: Date; to: Date } | null;
  title: string;
  place: string;
  notes: string;
};

/** The file, with CRLF and folded lines. `at` is the time at which it is made. */
export function calendarFile(events: readonly CalendarEvent[], at: Date, { timeZone }: Zone): string {
  const years = new Set(
    events.filter(({ hours }) => typeof hours?.from === 'string').map(({ day }) => Number(day.slice(0, 4))),
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Halle//Halle//FR',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(years.size > 0 ? zoneLines(timeZone, [...years].sort()) : []),
    ...events.flatMap((event) => eventLines(event, at, timeZone)),
    'END:VCALENDAR',
  ];
  return `${lines.flatMap(folded).join('\r\n')}\r\n`;
}

function eventLines(
  { id, day, lastDay, hours, title, place, notes }: CalendarEvent,
  at: Date,
  timeZone: string,
): string[] {
  const local = (time: string | Date) =>
    typeof time === 'string' ? `;TZID=${timeZone}:${compact(day)}T${time.replace(':', '')}00` : `:${utc(time)}`;
  const when = hours
    ? [`DTSTART${local(hours.from)}`, `DTEND${local(hours.to)}`]
    : [`DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(nextDay(lastDay ?? day))}`];
  return [
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${utc(at)}`,
    ...when,
    `SUMMARY:${escaped(title)}`,
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(notes ? [`DESCRIPTION:${escaped(notes)}`] : []),
    'END:VEVENT',
  ];
}

/** The zone's offsets in these years, one observance each: RFC 5545 asks for them beside every TZID. */
function zoneLines(timeZone: string, years: readonly number[]): string[] {
  const observances = years.flatMap((year) => {
    const start = Date.UTC(year, 0, 1);
    const changes = Array.from({ length: 366 * 24 }, (_, hour) => start + hour * 3_600_000).filter(
      (time) => offsetOf(timeZone, time) !== offsetOf(timeZone, time - 3_600_000),
    );
    return [start, ...changes].map((time) => observance(timeZone, time));
  });
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...observances.flat(), 'END:VTIMEZONE'];
}

function observance(timeZone: string, time: number): string[] {
  const [from, to] = [offsetOf(timeZone, time - 3_600_000), offsetOf(timeZone, time)];
  const winter = Math.min(offsetOf(timeZone, Date.UTC(2026, 0, 1)), offsetOf(timeZone, Date.UTC(2026, 6, 1)));
  const kind = to > winter ? 'DAYLIGHT' : 'STANDARD';
  // An observance begins by the clock before the change.
  const begins = new Date(time + from * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, '');
  return [
    `BEGIN:${kind}`,
    `DTSTART:${begins}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${kind}`,
  ];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of UTC. */
function offsetOf(timeZone: string, time: number): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? ['', '+', '0', '0'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 864e5).toISOString().slice(0, 10);
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
}

/** Lines of at most 75 octets, the continuations after a space (RFC 5545, 3.1); no character is cut. */
function folded(line: string): string[] {
  const lines: string[] = [];
  let rest = '';
  for (const character of line) {
    if (Buffer.byteLength(rest + character) > 75) {
      lines.push(rest);
      rest = ' ';
    }
    rest += character;
  }
  return [...lines, rest];
}
