import type { Db } from '#db/client.ts';
import type { Locale } from './locale.ts';
import type { Town } from './town.ts';

/** The requester. A closed union: an empty or unknown actor can do nothing. */
export type Actor = { kind: 'anonymous' } | { kind: 'user'; userId: string } | { kind: 'system'; name: string };

/** Context of every domain function, built once per request; tests build their own. */
export type Ctx = {
  db: Db;
  actor: Actor;
  now: Date;
  locale: Locale;
  town: Town;
  /** The client's address, for limits and security events; absent from work that no request asked for. */
  address?: string;
  /** Writes a line of the log for a security event; absent where there is no request. */
  logEvent?: (event: Record<string, unknown>) => void;
};

/** The actor as a history stores it: the user's id, the name of the job, or `anonymous`. */
export function recordedActor({ actor }: Pick<Ctx, 'actor'>): string {
  if (actor.kind === 'user') return actor.userId;
  return actor.kind === 'system' ? actor.name : 'anonymous';
}

/** Stored times are UTC: ISO 8601 with milliseconds, which sorts as text. */
export function isoUtc(date: Date): string {
  return date.toISOString();
}

export type Zone = Pick<Town, 'timeZone'>;
type ZoneFormats = { day: Intl.DateTimeFormat; hour: Intl.DateTimeFormat };

/** A format takes a hundred times longer to make than to use. */
const zoneFormats = new Map<string, ZoneFormats>();

function formatsOf({ timeZone }: Zone): ZoneFormats {
  const made = zoneFormats.get(timeZone) ?? {
    day: new Intl.DateTimeFormat('sv-SE', { timeZone }),
    hour: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hour12: false }),
  };
  zoneFormats.set(timeZone, made);
  return made;
}

/** Calendar day in the town, YYYY-MM-DD: the base of "tomorrow" and of evidence dates. */
export function localDay(now: Date, town: Zone): string {
  return formatsOf(town).day.format(now);
}

/** Hour of the clock in the town, 0..23. */
export function localHour(now: Date, town: Zone): number {
  return Number(formatsOf(town).hour.format(now)) % 24;
}

/** The first moment of the next day in the town. */
export function nextLocalDay(now: Date, town: Zone): Date {
  const quarterMs = 15 * 60_000; // offsets of time zones are multiples of it
  let next = new Date(Math.ceil((now.getTime() + 1) / quarterMs) * quarterMs);
  while (localDay(next, town) === localDay(now, town)) next = new Date(next.getTime() + quarterMs);
  return next;
}

/** The day `days` calendar days after a YYYY-MM-DD day; negative counts back. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);
}

/** The weekday of a YYYY-MM-DD day, from 1 (Monday) to 7 (Sunday). */
export function isoWeekday(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

export function addMinutes(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000);
}
